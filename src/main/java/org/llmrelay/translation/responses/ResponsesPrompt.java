package org.llmrelay.translation.responses;

import static org.llmrelay.translation.Trees.member;
import static org.llmrelay.translation.Trees.number;
import static org.llmrelay.translation.Trees.text;
import static org.llmrelay.translation.Trees.truth;
import static org.llmrelay.translation.UntranslatableException.refuse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.llmrelay.call.Facts;
import org.llmrelay.translation.Prompt;
import org.llmrelay.translation.Prompt.Extras;
import org.llmrelay.translation.Prompt.Format;
import org.llmrelay.translation.Prompt.Sampling;
import org.llmrelay.translation.Prompt.Thinking;
import org.llmrelay.translation.Tools;
import org.llmrelay.translation.Turn;
import org.llmrelay.translation.UntranslatableException;

/** Reads what a request of Responses wants. */
final class ResponsesPrompt {
    private ResponsesPrompt() {}

    static Prompt read(JsonNode body, Facts facts) {
        refuseWhatNobodyElseHas(body);
        ToolNames names = new ToolNames();
        // Tools first: those that are offered now keep their names, whatever the conversation speaks of.
        Tools tools = ResponsesTools.read(body, names);
        List<Turn> turns = ResponsesConversation.read(body, names);
        JsonNode most = number(body, "max_output_tokens");
        JsonNode format = body.path("text").path("format");
        return new Prompt(
                facts.model(),
                facts.streamed(),
                turns,
                tools,
                most == null ? null : most.asLong(),
                List.of(),
                new Sampling(number(body, "temperature"), number(body, "top_p"), null, null, null, null),
                new Thinking(text(body.path("reasoning"), "effort"), true, null, null),
                format(format),
                new Extras(
                        text(body, "user"),
                        text(body, "prompt_cache_key"),
                        text(body, "service_tier"),
                        text(body.path("text"), "verbosity")));
    }

    /** What is kept at OpenAI, and what would be answered otherwise than it was asked. */
    private static void refuseWhatNobodyElseHas(JsonNode body) {
        refuse(member(body, "previous_response_id") != null, "'previous_response_id' (send the whole input) is");
        refuse(member(body, "conversation") != null, "'conversation' (send the whole input) is");
        refuse(member(body, "prompt") != null, "A stored 'prompt' is");
        refuse(body.path("store").asBoolean(), "'store' is");
        refuse(body.path("background").asBoolean(), "'background' is");
        refuse(body.path("top_logprobs").asLong() > 0, "'top_logprobs' is");
        for (JsonNode one : body.path("include")) {
            refuse(one.asText().endsWith("logprobs"), "'logprobs' are");
        }
    }

    private static Format format(JsonNode wanted) {
        return switch (wanted.path("type").asText("text")) {
            case "text" -> Format.TEXT;
            case "json_object" -> new Format(Format.Kind.JSON, null, null, null);
            case "json_schema" ->
                new Format(Format.Kind.SCHEMA, text(wanted, "name"), member(wanted, "schema"), truth(wanted, "strict"));
            default -> throw new UntranslatableException("This 'text.format' is not supported for this model here.");
        };
    }
}
