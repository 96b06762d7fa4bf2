package org.llmrelay.translation.gemini;

import static org.llmrelay.translation.Trees.put;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.llmrelay.translation.Prompt;
import org.llmrelay.translation.Prompt.Format;
import org.llmrelay.translation.Tools;
import org.llmrelay.translation.Trees;
import org.llmrelay.translation.UntranslatableException;

/** Says in Gemini's API what a caller wants. */
final class GeminiRequest {
    private GeminiRequest() {}

    static ObjectNode of(Prompt prompt) {
        ObjectNode request = Trees.object();
        GeminiTurns.write(prompt, request);
        tools(prompt.tools(), request);
        ObjectNode generation = Trees.object();
        sampling(prompt, generation);
        ThinkingConfig.write(prompt, generation);
        format(prompt.format(), generation);
        if (!generation.isEmpty()) {
            request.set("generationConfig", generation);
        }
        return request;
    }

    private static void tools(Tools tools, ObjectNode request) {
        if (tools.all().isEmpty()) {
            return;
        }
        if (Boolean.FALSE.equals(tools.parallel()) && tools.choice() != Tools.Choice.NOTHING) {
            throw new UntranslatableException(
                    "'parallel_tool_calls' cannot be switched off for this model here: it may always use several tools at once.");
        }
        ArrayNode all = request.putArray("tools").addObject().putArray("functionDeclarations");
        for (Tools.Tool tool : tools.all()) {
            ObjectNode told = all.addObject().put("name", tool.name());
            if (tool.description() != null) {
                told.put("description", tool.description());
            }
            put(told, "parametersJsonSchema", tool.schema());
        }
        String mode = mode(tools.choice());
        if (mode != null) {
            ObjectNode config = request.putObject("toolConfig")
                    .putObject("functionCallingConfig")
                    .put("mode", mode);
            if (tools.named() != null) {
                config.putArray("allowedFunctionNames").add(tools.named());
            }
        }
    }

    private static @Nullable String mode(Tools.Choice choice) {
        return switch (choice) {
            case UNSAID -> null;
            case AUTO -> "AUTO";
            case NOTHING -> "NONE";
            case ANY, NAMED -> "ANY";
        };
    }

    private static void sampling(Prompt prompt, ObjectNode generation) {
        if (prompt.mostTokens() != null) {
            generation.put("maxOutputTokens", prompt.mostTokens());
        }
        put(generation, "temperature", prompt.sampling().temperature());
        put(generation, "topP", prompt.sampling().topP());
        put(generation, "topK", prompt.sampling().topK());
        put(generation, "seed", prompt.sampling().seed());
        if (prompt.sampling().penalizes()) {
            put(generation, "frequencyPenalty", prompt.sampling().frequencyPenalty());
            put(generation, "presencePenalty", prompt.sampling().presencePenalty());
        }
        if (!prompt.stops().isEmpty()) {
            ArrayNode stops = generation.putArray("stopSequences");
            prompt.stops().forEach(stops::add);
        }
    }

    private static void format(Format format, ObjectNode generation) {
        if (format.kind() != Format.Kind.TEXT) {
            generation.put("responseMimeType", "application/json");
            put(generation, "responseJsonSchema", format.schema());
        }
    }
}
