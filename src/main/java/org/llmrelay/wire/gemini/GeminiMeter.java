package org.llmrelay.wire.gemini;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Estimated;
import org.llmrelay.call.Usage;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.wire.Json;
import org.llmrelay.wire.MemberScanner;
import org.llmrelay.wire.UntoldText;
import org.llmrelay.wire.UsageMeter;

/** Reads usage and model from one answer of Gemini's. Confined to one answer. */
final class GeminiMeter implements UsageMeter {
    private static final String USAGE = "usageMetadata";
    private static final String MODEL = "modelVersion";
    /** Where Code Assist puts the answer itself. */
    private static final String ENVELOPED = "response";
    /** An upstream that names a longer one tells no model but a story. */
    private static final int LONGEST_MODEL = 256;

    private final UsageCount count = new UsageCount();
    private final MemberScanner members;
    private final MemberScanner queries;
    private final SearchCount searches = new SearchCount();
    private final UntoldText untold = new UntoldText("text");
    private @Nullable String model;

    private GeminiMeter(int depth) {
        this.members = new MemberScanner(depth, Set.of(USAGE, MODEL), this::member);
        this.queries = new MemberScanner(
                depth + SearchCount.DEPTH,
                Set.of(SearchCount.QUERIES),
                (name, json) -> Json.read(json, searches::readQueries));
    }

    /** For plain answers. */
    static GeminiMeter plain() {
        return new GeminiMeter(1);
    }

    /** For answers in the envelope of Code Assist. */
    static GeminiMeter enveloped() {
        return new GeminiMeter(2);
    }

    @Override
    public void event(SseEvent event) {
        untold.see(event.data());
        Json.read(event.data(), this::readObject);
        if (count.wasTold()) {
            untold.told();
        }
    }

    @Override
    public void json(ByteBuffer bytes) {
        queries.feed(bytes.duplicate());
        members.feed(bytes);
    }

    @Override
    public Usage usage() {
        return count.usage(searches.searches());
    }

    @Override
    public long untold() {
        boolean saysNothing = usage().equals(Usage.NONE);
        return untold.tokens() + (saysNothing ? Estimated.tokens(members.textBytes()) : 0);
    }

    @Override
    public @Nullable String model() {
        return model;
    }

    private void member(String name, byte[] json) {
        Json.read(json, parser -> readField(name, parser));
    }

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
            case ENVELOPED -> readObject(parser);
            case USAGE -> count.read(parser);
            case "candidates" -> searches.readCandidates(parser);
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
