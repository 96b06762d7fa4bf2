package org.llmrelay.translation.gemini;

import static org.llmrelay.translation.Trees.member;
import static org.llmrelay.translation.Trees.number;
import static org.llmrelay.translation.Trees.text;
import static org.llmrelay.translation.UntranslatableException.refuse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Facts;
import org.llmrelay.translation.Prompt;
import org.llmrelay.translation.Prompt.Extras;
import org.llmrelay.translation.Prompt.Format;
import org.llmrelay.translation.Prompt.Sampling;
import org.llmrelay.translation.Prompt.Thinking;
import org.llmrelay.translation.Tools;
import org.llmrelay.translation.Tools.Choice;
import org.llmrelay.translation.Tools.Tool;

/** Reads what a request of Gemini's API wants. Names count in both forms that Google takes. */
final class GeminiPrompt {
    private GeminiPrompt() {}

    static Prompt read(JsonNode body, Facts facts) {
        JsonNode config = either(body, "generationConfig", "generation_config");
        refuse(!either(body, "cachedContent", "cached_content").isMissingNode(), "cachedContent is");
        refuse(either(config, "candidateCount", "candidate_count").asLong(1) > 1, "candidateCount greater than 1 is");
        refuse(either(config, "responseLogprobs", "response_logprobs").asBoolean(), "responseLogprobs is");
        for (JsonNode modality : either(config, "responseModalities", "response_modalities")) {
            refuse(!modality.asText().equalsIgnoreCase("text"), "A response modality other than text is");
        }
        List<String> stops = new ArrayList<>();
        either(config, "stopSequences", "stop_sequences").forEach(stop -> stops.add(stop.asText()));
        JsonNode most = either(config, "maxOutputTokens", "max_output_tokens");
        return new Prompt(
                facts.model(),
                facts.streamed(),
                GeminiConversation.read(body),
                tools(body),
                most.isMissingNode() ? null : most.asLong(),
                stops,
                sampling(config),
                thinking(either(config, "thinkingConfig", "thinking_config")),
                format(config),
                Extras.UNSAID);
    }

    static JsonNode either(JsonNode object, String name, String other) {
        return object.has(name) ? object.path(name) : object.path(other);
    }

    private static Tools tools(JsonNode body) {
        List<Tool> all = new ArrayList<>();
        for (JsonNode tool : body.path("tools")) {
            JsonNode declarations = either(tool, "functionDeclarations", "function_declarations");
            refuse(declarations.isMissingNode(), "A tool that Google runs is");
            declarations.forEach(declaration -> all.add(tool(declaration)));
        }
        JsonNode config =
                either(either(body, "toolConfig", "tool_config"), "functionCallingConfig", "function_calling_config");
        JsonNode names = either(config, "allowedFunctionNames", "allowed_function_names");
        refuse(names.size() > 1, "More than one of allowedFunctionNames is");
        String named = names.isEmpty() ? null : names.path(0).asText();
        return new Tools(all, choice(config.path("mode").asText(), named), named, null);
    }

    private static Choice choice(String mode, @Nullable String named) {
        return switch (mode.toUpperCase(Locale.ROOT)) {
            case "AUTO" -> Choice.AUTO;
            case "NONE" -> Choice.NOTHING;
            case "ANY" -> named == null ? Choice.ANY : Choice.NAMED;
            default -> Choice.UNSAID;
        };
    }

    private static Tool tool(JsonNode declaration) {
        JsonNode schema = either(declaration, "parametersJsonSchema", "parameters_json_schema");
        return new Tool(
                declaration.path("name").asText(),
                text(declaration, "description"),
                schema.isMissingNode() ? Schemas.plain(member(declaration, "parameters")) : schema,
                null,
                null);
    }

    private static Sampling sampling(JsonNode config) {
        return new Sampling(
                number(config, "temperature"),
                numberOf(either(config, "topP", "top_p")),
                numberOf(either(config, "topK", "top_k")),
                number(config, "seed"),
                numberOf(either(config, "frequencyPenalty", "frequency_penalty")),
                numberOf(either(config, "presencePenalty", "presence_penalty")));
    }

    private static @Nullable JsonNode numberOf(JsonNode node) {
        return node.isNumber() ? node : null;
    }

    private static Thinking thinking(JsonNode config) {
        JsonNode budget = either(config, "thinkingBudget", "thinking_budget");
        String level = either(config, "thinkingLevel", "thinking_level").asText();
        // A budget below zero leaves it to the model.
        boolean told = budget.isNumber() && budget.asLong() >= 0;
        return new Thinking(
                level.isEmpty() ? null : level.toLowerCase(Locale.ROOT), false, told ? budget.asLong() : null, null);
    }

    private static Format format(JsonNode config) {
        JsonNode schema = either(config, "responseJsonSchema", "response_json_schema");
        JsonNode googles = either(config, "responseSchema", "response_schema");
        if (!schema.isMissingNode() || !googles.isMissingNode()) {
            return new Format(Format.Kind.SCHEMA, null, schema.isMissingNode() ? Schemas.plain(googles) : schema, null);
        }
        String type = either(config, "responseMimeType", "response_mime_type").asText("text/plain");
        refuse(!type.equals("text/plain") && !type.equals("application/json"), "This responseMimeType is");
        return type.equals("text/plain") ? Format.TEXT : new Format(Format.Kind.JSON, null, null, null);
    }
}
