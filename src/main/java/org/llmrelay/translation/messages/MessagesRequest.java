package org.llmrelay.translation.messages;

import static org.llmrelay.translation.Trees.put;
import static org.llmrelay.translation.UntranslatableException.refuse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.llmrelay.translation.Prompt;
import org.llmrelay.translation.Prompt.Format;
import org.llmrelay.translation.Prompt.Sampling;
import org.llmrelay.translation.Tools;
import org.llmrelay.translation.Trees;

/** Says in Messages what a caller wants. */
final class MessagesRequest {
    private MessagesRequest() {}

    static ObjectNode of(Prompt prompt) {
        refuse(prompt.sampling().penalizes(), "'frequency_penalty' and 'presence_penalty' are");
        refuse(prompt.format().kind() == Format.Kind.JSON, "A JSON format without a schema is");
        long most = MostTokens.of(prompt);
        ObjectNode request = Trees.object().put("model", prompt.model()).put("max_tokens", most);
        if (prompt.streamed()) {
            request.put("stream", true);
        }
        MessagesTurns.write(prompt.turns(), request);
        tools(prompt.tools(), request);
        if (!prompt.stops().isEmpty()) {
            ArrayNode stops = request.putArray("stop_sequences");
            prompt.stops().forEach(stops::add);
        }
        sampling(prompt.sampling(), request);
        ThinkingWords.write(prompt, most, request);
        format(prompt.format(), request);
        if (prompt.extras().user() != null) {
            request.putObject("metadata").put("user_id", prompt.extras().user());
        }
        return request;
    }

    private static void tools(Tools tools, ObjectNode request) {
        if (tools.all().isEmpty()) {
            return;
        }
        ArrayNode all = request.putArray("tools");
        tools.all().forEach(tool -> write(all.addObject(), tool));
        ObjectNode choice = choice(tools);
        if (Boolean.FALSE.equals(tools.parallel()) && tools.choice() != Tools.Choice.NOTHING) {
            choice = choice == null ? Trees.object().put("type", "auto") : choice;
            choice.put("disable_parallel_tool_use", true);
        }
        if (choice != null) {
            request.set("tool_choice", choice);
        }
    }

    private static void write(ObjectNode target, Tools.Tool tool) {
        target.put("name", tool.name());
        if (tool.description() != null) {
            target.put("description", tool.description());
        }
        JsonNode schema = tool.schema();
        target.set("input_schema", schema == null || !schema.has("type") ? anything(schema) : schema);
        if (tool.cacheControl() != null) {
            target.set("cache_control", tool.cacheControl());
        }
    }

    /** Anthropic wants to be told that an input is an object. */
    private static ObjectNode anything(@Nullable JsonNode schema) {
        ObjectNode object = Trees.object().put("type", "object");
        if (schema instanceof ObjectNode told) {
            object.setAll(told);
        } else {
            object.putObject("properties");
        }
        return object;
    }

    private static @Nullable ObjectNode choice(Tools tools) {
        return switch (tools.choice()) {
            case UNSAID -> null;
            case AUTO -> Trees.object().put("type", "auto");
            case NOTHING -> Trees.object().put("type", "none");
            case ANY -> Trees.object().put("type", "any");
            case NAMED -> Trees.object().put("type", "tool").put("name", tools.named());
        };
    }

    private static void sampling(Sampling sampling, ObjectNode request) {
        put(request, "temperature", sampling.temperature());
        put(request, "top_p", sampling.topP());
        put(request, "top_k", sampling.topK());
    }

    private static void format(Format format, ObjectNode request) {
        if (format.kind() == Format.Kind.SCHEMA && format.schema() != null) {
            ObjectNode told = request.withObject("/output_config").putObject("format");
            told.put("type", "json_schema").set("schema", format.schema());
        }
    }
}
