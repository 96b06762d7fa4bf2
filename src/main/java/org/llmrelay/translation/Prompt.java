package org.llmrelay.translation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants of a model, in no dialect.
 *
 * @param mostTokens of the answer, or null where it does not say
 * @param stops where the model is to stop
 */
public record Prompt(
        String model,
        boolean streamed,
        List<Turn> turns,
        Tools tools,
        @Nullable Long mostTokens,
        List<String> stops,
        Sampling sampling,
        Thinking thinking,
        Format format,
        Extras extras) {
    public Prompt {
        turns = List.copyOf(turns);
        stops = List.copyOf(stops);
    }

    /** How the model chooses its words; null for what the caller does not say. Numbers are as the caller wrote them. */
    public record Sampling(
            @Nullable JsonNode temperature,
            @Nullable JsonNode topP,
            @Nullable JsonNode topK,
            @Nullable JsonNode seed,
            @Nullable JsonNode frequencyPenalty,
            @Nullable JsonNode presencePenalty) {
        /** Whether words that have come before are to come less often, or more. */
        public boolean penalizes() {
            return isOn(frequencyPenalty) || isOn(presencePenalty);
        }

        private static boolean isOn(@Nullable JsonNode penalty) {
            return penalty != null && penalty.asDouble() != 0;
        }
    }

    /**
     * How much the model is to think first; null for what the caller does not say.
     *
     * @param effort a word of OpenAI's, such as {@code low}
     * @param literal whether the caller has said just that word
     * @param budget in tokens
     * @param words Anthropic's own object, to be passed where Anthropic's dialect is spoken
     */
    public record Thinking(
            @Nullable String effort,
            boolean literal,
            @Nullable Long budget,
            @Nullable JsonNode words) {
        /** Nothing is said. */
        public static final Thinking UNSAID = new Thinking(null, false, null, null);

        /** The effort in a word of OpenAI's; null where there is none to be asked for. */
        public @Nullable String word() {
            if (budget == null) {
                return effort;
            }
            return budget == 0 ? null : budget <= 4_096 ? "low" : budget <= 16_384 ? "medium" : "high";
        }

        /** Whether the caller asks for thoughts. */
        public boolean isWanted() {
            return budget != null ? budget > 0 : effort != null && !effort.equals("none");
        }
    }

    /**
     * The form of what the model says.
     *
     * @param name of the schema, or null
     * @param schema a JSON schema, or null where there is none
     */
    public record Format(
            Kind kind,
            @Nullable String name,
            @Nullable JsonNode schema,
            @Nullable Boolean strict) {
        /** Any words. */
        public static final Format TEXT = new Format(Kind.TEXT, null, null, null);

        /** Forms. */
        public enum Kind {
            TEXT,
            JSON,
            SCHEMA
        }
    }

    /**
     * What only some dialects have words for, and changes no meaning; null for what the caller does not say.
     *
     * @param user who asks, in a word of the caller's
     * @param cacheKey what calls that share a beginning have in common
     */
    public record Extras(
            @Nullable String user,
            @Nullable String cacheKey,
            @Nullable String tier,
            @Nullable String verbosity) {
        /** Nothing is said. */
        public static final Extras UNSAID = new Extras(null, null, null, null);
    }
}
