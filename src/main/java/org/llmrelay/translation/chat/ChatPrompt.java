package org.llmrelay.translation.chat;

import static org.llmrelay.translation.Trees.member;
import static org.llmrelay.translation.Trees.number;
import static org.llmrelay.translation.Trees.text;
import static org.llmrelay.translation.UntranslatableException.refuse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Facts;
import org.llmrelay.translation.Prompt;
import org.llmrelay.translation.Prompt.Extras;
import org.llmrelay.translation.Prompt.Format;
import org.llmrelay.translation.Prompt.Sampling;
import org.llmrelay.translation.Prompt.Thinking;
import org.llmrelay.translation.UntranslatableException;

/** Reads what a request of Chat Completions wants. */
final class ChatPrompt {
    private ChatPrompt() {}

    static Prompt read(JsonNode body, Facts facts) {
        refuseWhatNobodyElseHas(body);
        return new Prompt(
                facts.model(),
                facts.streamed(),
                ChatTurns.read(body.path("messages")),
                ChatTools.read(body),
                mostTokens(body),
                stops(body.path("stop")),
                new Sampling(
                        number(body, "temperature"),
                        number(body, "top_p"),
                        number(body, "top_k"),
                        number(body, "seed"),
                        number(body, "frequency_penalty"),
                        number(body, "presence_penalty")),
                new Thinking(effort(body), true, null, member(body, "thinking")),
                format(body.path("response_format")),
                new Extras(
                        text(body, "user"),
                        text(body, "prompt_cache_key"),
                        text(body, "service_tier"),
                        text(body, "verbosity")));
    }

    /** What would be answered otherwise than it was asked. */
    private static void refuseWhatNobodyElseHas(JsonNode body) {
        refuse(body.path("n").asLong(1) > 1, "'n' greater than 1 is");
        refuse(body.path("logprobs").asBoolean() || body.path("top_logprobs").asLong() > 0, "'logprobs' is");
        refuse(!body.path("logit_bias").isEmpty(), "'logit_bias' is");
        refuse(!body.path("functions").isEmpty(), "'functions' (use 'tools') is");
        refuse(body.path("web_search_options").isObject(), "'web_search_options' is");
        refuse(member(body, "audio") != null, "'audio' is");
        for (JsonNode modality : body.path("modalities")) {
            refuse(!modality.asText().equals("text"), "An output modality other than text is");
        }
    }

    private static @Nullable Long mostTokens(JsonNode body) {
        JsonNode most = number(body, "max_completion_tokens");
        JsonNode older = number(body, "max_tokens");
        JsonNode told = most == null ? older : most;
        return told == null ? null : told.asLong();
    }

    /** The newer word, or that of OpenRouter and others. */
    private static @Nullable String effort(JsonNode body) {
        String effort = text(body, "reasoning_effort");
        return effort == null ? text(body.path("reasoning"), "effort") : effort;
    }

    private static List<String> stops(JsonNode stop) {
        if (stop.isTextual()) {
            return List.of(stop.textValue());
        }
        List<String> all = new ArrayList<>();
        stop.forEach(one -> all.add(one.asText()));
        return all;
    }

    private static Format format(JsonNode wanted) {
        return switch (wanted.path("type").asText("text")) {
            case "text" -> Format.TEXT;
            case "json_object" -> new Format(Format.Kind.JSON, null, null, null);
            case "json_schema" -> schema(wanted.path("json_schema"));
            default ->
                throw new UntranslatableException("This 'response_format' is not supported for this model here.");
        };
    }

    private static Format schema(JsonNode told) {
        return new Format(
                Format.Kind.SCHEMA,
                text(told, "name"),
                member(told, "schema"),
                told.path("strict").isBoolean() ? told.path("strict").booleanValue() : null);
    }
}
