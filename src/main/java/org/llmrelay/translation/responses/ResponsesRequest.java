package org.llmrelay.translation.responses;

import static org.llmrelay.translation.Trees.put;
import static org.llmrelay.translation.UntranslatableException.refuse;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.llmrelay.translation.Prompt;
import org.llmrelay.translation.Prompt.Extras;
import org.llmrelay.translation.Prompt.Format;
import org.llmrelay.translation.Prompt.Sampling;
import org.llmrelay.translation.Tools;
import org.llmrelay.translation.Trees;

/** Says in Responses what a caller wants. */
final class ResponsesRequest {
    private ResponsesRequest() {}

    static ObjectNode of(Prompt prompt) {
        refuse(!prompt.stops().isEmpty(), "Stop sequences are");
        refuse(prompt.sampling().penalizes(), "'frequency_penalty' and 'presence_penalty' are");
        ObjectNode request = Trees.object().put("model", prompt.model());
        // Accounts that sign in accept nothing else, and a caller who wants one piece is given one all the same.
        request.put("stream", true);
        ResponsesItems.write(prompt.turns(), request);
        // Nothing would ever ask for what is kept.
        request.put("store", false);
        tools(prompt.tools(), request);
        sampling(prompt.sampling(), request);
        if (prompt.mostTokens() != null) {
            request.put("max_output_tokens", prompt.mostTokens());
        }
        String effort = prompt.thinking().word();
        if (effort != null) {
            request.putObject("reasoning").put("effort", effort);
        }
        text(prompt, request);
        extras(prompt.extras(), request);
        return request;
    }

    private static void tools(Tools tools, ObjectNode request) {
        if (tools.all().isEmpty()) {
            return;
        }
        ArrayNode all = request.putArray("tools");
        for (Tools.Tool tool : tools.all()) {
            ObjectNode told = all.addObject().put("type", "function").put("name", tool.name());
            if (tool.description() != null) {
                told.put("description", tool.description());
            }
            told.set("parameters", tool.schema() == null ? nothing() : tool.schema());
            // Responses are strict where nothing is said, and other dialects are not.
            told.put("strict", Boolean.TRUE.equals(tool.strict()));
        }
        choice(tools, request);
        if (tools.parallel() != null) {
            request.put("parallel_tool_calls", tools.parallel());
        }
    }

    private static ObjectNode nothing() {
        ObjectNode schema = Trees.object().put("type", "object");
        schema.putObject("properties");
        return schema;
    }

    private static void choice(Tools tools, ObjectNode request) {
        switch (tools.choice()) {
            case UNSAID -> {}
            case AUTO -> request.put("tool_choice", "auto");
            case NOTHING -> request.put("tool_choice", "none");
            case ANY -> request.put("tool_choice", "required");
            case NAMED ->
                request.putObject("tool_choice").put("type", "function").put("name", tools.named());
        }
    }

    private static void sampling(Sampling sampling, ObjectNode request) {
        put(request, "temperature", sampling.temperature());
        put(request, "top_p", sampling.topP());
    }

    private static void text(Prompt prompt, ObjectNode request) {
        Format format = prompt.format();
        ObjectNode text = Trees.object();
        if (format.kind() == Format.Kind.JSON) {
            text.putObject("format").put("type", "json_object");
        } else if (format.kind() == Format.Kind.SCHEMA) {
            ObjectNode told = text.putObject("format").put("type", "json_schema");
            told.put("name", format.name() == null ? "answer" : format.name());
            put(told, "schema", format.schema());
            if (format.strict() != null) {
                told.put("strict", format.strict());
            }
        }
        if (prompt.extras().verbosity() != null) {
            text.put("verbosity", prompt.extras().verbosity());
        }
        if (!text.isEmpty()) {
            request.set("text", text);
        }
    }

    private static void extras(Extras extras, ObjectNode request) {
        say(request, "user", extras.user());
        say(request, "prompt_cache_key", extras.cacheKey());
        say(request, "service_tier", extras.tier());
    }

    private static void say(ObjectNode request, String name, @Nullable String word) {
        if (word != null) {
            request.put(name, word);
        }
    }
}
