package org.llmrelay.provider.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an error says of itself, in the body of an answer or in an event. Compatible upstreams leave out one or the other.
 *
 * @param words its type and its code, as far as there are any
 * @param resetsAt when a limit of a subscription ends, in seconds since 1970, or 0
 * @param resetsIn the same from now on, or 0
 */
record ApiError(Set<String> words, long resetsAt, long resetsIn) {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    ApiError {
        words = Set.copyOf(words);
    }

    /** The error in an answer or event; null where it holds none, or is no JSON. */
    static @Nullable ApiError in(ByteBuffer json) {
        byte[] bytes = new byte[json.remaining()];
        json.get(json.position(), bytes);
        Reader reader = new Reader();
        try (JsonParser parser = JSON.createParser(bytes)) {
            parser.nextToken();
            reader.readAround(parser);
        } catch (IOException e) {
            // What was read before the fault counts.
        }
        return reader.found ? new ApiError(reader.words, reader.resetsAt, reader.resetsIn) : null;
    }

    boolean saysAny(Set<String> others) {
        return others.stream().anyMatch(words::contains);
    }

    /** How long until the limit ends; null where that is not told. */
    @Nullable
    Duration untilReset(Instant now) {
        if (resetsIn > 0) {
            return Duration.ofSeconds(resetsIn);
        }
        if (resetsAt <= 0) {
            return null;
        }
        Instant then = Instant.ofEpochSecond(resetsAt);
        return then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO;
    }

    /** Collects what an error says. Confined to one error. */
    private static final class Reader {
        private final Set<String> words = new HashSet<>();
        private boolean found;
        private long resetsAt;
        private long resetsIn;

        /** The error stands in the member {@code error}, of the object itself or of its {@code response}; or the object is an event that is one. */
        void readAround(JsonParser parser) throws IOException {
            if (!parser.hasToken(JsonToken.START_OBJECT)) {
                parser.skipChildren();
                return;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "response" -> readAround(parser);
                    case "error" -> readError(parser);
                    case "type" -> found |= parser.hasToken(JsonToken.VALUE_STRING) && "error".equals(parser.getText());
                    case "code" -> word(parser);
                    default -> parser.skipChildren();
                }
            }
        }

        private void readError(JsonParser parser) throws IOException {
            if (parser.hasToken(JsonToken.VALUE_NULL)) {
                return;
            }
            found = true;
            if (!parser.hasToken(JsonToken.START_OBJECT)) {
                parser.skipChildren();
                return;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "type", "code" -> word(parser);
                    case "resets_at" -> resetsAt = number(parser);
                    case "resets_in_seconds" -> resetsIn = number(parser);
                    default -> parser.skipChildren();
                }
            }
        }

        private void word(JsonParser parser) throws IOException {
            if (parser.hasToken(JsonToken.VALUE_STRING)) {
                words.add(parser.getText());
            }
            parser.skipChildren();
        }

        private static long number(JsonParser parser) throws IOException {
            boolean isWhole = parser.hasToken(JsonToken.VALUE_NUMBER_INT)
                    && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
            parser.skipChildren();
            return isWhole ? Math.max(0, Math.min(parser.getLongValue(), Integer.MAX_VALUE * 10L)) : 0;
        }
    }
}
