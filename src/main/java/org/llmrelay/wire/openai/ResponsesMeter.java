package org.llmrelay.wire.openai;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Delivery;
import org.llmrelay.call.Estimated;
import org.llmrelay.call.Usage;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.wire.Json;
import org.llmrelay.wire.MemberScanner;
import org.llmrelay.wire.UntoldText;
import org.llmrelay.wire.UsageMeter;

/** Reads usage and model from one answer of Responses: from the event that ends a stream, however it ends. Confined to one answer. */
final class ResponsesMeter implements UsageMeter {
    private static final String SEARCH = "\"web_search_call\"";

    private final AnswerReader answer = new AnswerReader();
    private final MemberScanner members = new MemberScanner(
            AnswerReader.MEMBERS, (name, json) -> Json.read(json, parser -> answer.readMember(name, parser)));
    private final UntoldText untold = new UntoldText("delta");
    /** What kinds of items a document lists; the answer's own level is the first, that of its items the third. */
    private final MemberScanner items = new MemberScanner(3, Set.of("type"), this::item);

    private long webSearches;

    @Override
    public void event(SseEvent event) {
        switch (event.name()) {
            case "response.completed", "response.incomplete", "response.failed" ->
                Json.read(event.data(), answer::readObject);
            case "response.web_search_call.completed" -> webSearches++;
            // Some compatible upstreams leave the names out.
            case "" -> readUnnamed(event.data());
            default -> readDelta(event);
        }
        if (answer.count().wasTold()) {
            untold.told();
        }
    }

    private void readDelta(SseEvent event) {
        if (event.name().endsWith(".delta")) {
            untold.see(event.data());
        }
    }

    @Override
    public long untold() {
        boolean saysNothing = usage().equals(Usage.NONE);
        return untold.tokens() + (saysNothing ? Estimated.tokens(members.textBytes()) : 0);
    }

    private void readUnnamed(ByteBuffer data) {
        if (UsageMark.isIn(data)) {
            Json.read(data, answer::readObject);
        }
    }

    @Override
    public void json(ByteBuffer bytes) {
        items.feed(bytes.duplicate());
        members.feed(bytes);
    }

    private void item(String name, byte[] json) {
        if (new String(json, StandardCharsets.UTF_8).strip().equals(SEARCH)) {
            webSearches++;
        }
    }

    @Override
    public Usage usage() {
        return answer.count().usage(webSearches);
    }

    @Override
    public @Nullable String model() {
        return answer.model();
    }

    @Override
    public Delivery delivery() {
        return answer.delivery();
    }
}
