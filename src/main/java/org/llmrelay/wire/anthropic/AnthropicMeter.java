package org.llmrelay.wire.anthropic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
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

/** Reads usage and model from one Messages answer. Confined to one answer. */
final class AnthropicMeter implements UsageMeter {
    private static final String USAGE = "usage";
    private static final String MODEL = "model";
    /** An upstream that names a longer one tells no model but a story. */
    private static final int LONGEST_MODEL = 256;

    private final UsageCount count = new UsageCount();
    private final UntoldText untold = new UntoldText("text", "thinking", "partial_json");
    private final MemberScanner members = new MemberScanner(Set.of(USAGE, MODEL), this::member);
    private @Nullable String model;

    @Override
    public void event(SseEvent event) {
        if (event.name().equals("message_start") || event.name().equals("message_delta")) {
            int before = count.tellings();
            Json.read(event.data(), this::readObject);
            if (count.tellings() > before) {
                untold.told();
            }
        } else if (event.name().equals("content_block_delta")) {
            untold.see(event.data());
        }
    }

    @Override
    public void json(ByteBuffer bytes) {
        members.feed(bytes);
    }

    @Override
    public Usage usage() {
        return count.usage();
    }

    @Override
    public long untold() {
        boolean saysNothing = count.usage().equals(Usage.NONE);
        return untold.tokens() + (saysNothing ? Estimated.tokens(members.textBytes()) : 0);
    }

    @Override
    public @Nullable String model() {
        return model;
    }

    @Override
    public Delivery delivery() {
        return count.delivery();
    }

    private void member(String name, byte[] json) {
        Json.read(json, parser -> readField(name, parser));
    }

    /** Both events hold what we want as members of an object: the answer's end directly, its start within {@code message}. */
    private void readObject(JsonParser parser) throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            readField(name, parser);
        }
    }

    private void readField(String name, JsonParser parser) throws IOException {
        switch (name) {
            case "message" -> readObject(parser);
            case USAGE -> count.read(parser);
            case MODEL -> readModel(parser);
            default -> parser.skipChildren();
        }
    }

    private void readModel(JsonParser parser) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_STRING) && parser.getTextLength() <= LONGEST_MODEL) {
            model = parser.getText();
        }
        parser.skipChildren();
    }
}
