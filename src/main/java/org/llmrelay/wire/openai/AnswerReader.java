package org.llmrelay.wire.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Delivery;

/** Reads usage, model and tier out of answers and parts of answers. Confined to one answer. */
final class AnswerReader {
    /** The members of an answer that tell something. */
    static final Set<String> MEMBERS = Set.of("usage", "model", "service_tier");

    /** An upstream that names a longer one tells no model but a story. */
    private static final int LONGEST_MODEL = 256;

    private static final int LONGEST_TIER = 32;
    private static final Set<String> STANDARD = Set.of("default", "auto", "standard");

    private final UsageCount count = new UsageCount();
    private @Nullable String model;
    private String tier = "";

    /** Reads the object that the parser stands at: an answer, or an event that holds one. */
    void readObject(JsonParser parser) throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            readMember(name, parser);
        }
    }

    /** Reads the value of one member. */
    void readMember(String name, JsonParser parser) throws IOException {
        switch (name) {
            case "response" -> readObject(parser);
            case "usage" -> count.read(parser);
            case "model" -> model = text(parser, LONGEST_MODEL, model);
            case "service_tier" -> tier = tierOf(text(parser, LONGEST_TIER, tier));
            default -> parser.skipChildren();
        }
    }

    private static String tierOf(@Nullable String told) {
        String word = told == null ? "" : told.toLowerCase(Locale.ROOT);
        return STANDARD.contains(word) ? "" : word;
    }

    private static @Nullable String text(JsonParser parser, int longest, @Nullable String before) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_STRING) && parser.getTextLength() <= longest) {
            return parser.getText();
        }
        parser.skipChildren();
        return before;
    }

    UsageCount count() {
        return count;
    }

    @Nullable
    String model() {
        return model;
    }

    Delivery delivery() {
        return tier.isEmpty() ? Delivery.STANDARD : new Delivery(tier, "", "");
    }
}
