package org.llmrelay.translation.chat;

import static org.llmrelay.translation.Trees.put;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;
import org.llmrelay.translation.Prompt;
import org.llmrelay.translation.Prompt.Format;
import org.llmrelay.translation.Prompt.Sampling;
import org.llmrelay.translation.Tools;
import org.llmrelay.translation.Trees;

/** Says in Chat Completions what a caller wants. */
final class ChatRequest {
    /** OpenAI's own models, which take some words that others do not, and the other way round. */
    private static final Pattern OPENAIS = Pattern.compile("(chatgpt|gpt|o[1-9]).*");

    private static final Pattern THINKS = Pattern.compile("(gpt-[5-9]|o[1-9]).*");

    private ChatRequest() {}

    static ObjectNode of(Prompt prompt) {
        String model = prompt.model();
        ObjectNode request = Trees.object().put("model", model);
        if (prompt.streamed()) {
            request.put("stream", true);
            request.putObject("stream_options").put("include_usage", true);
        }
        ChatMessages.write(prompt.turns(), request, !OPENAIS.matcher(model).matches());
        tools(prompt.tools(), request);
        if (prompt.mostTokens() != null) {
            String name = THINKS.matcher(model).matches() ? "max_completion_tokens" : "max_tokens";
            request.put(name, prompt.mostTokens());
        }
        if (!prompt.stops().isEmpty()) {
            ArrayNode stops = request.putArray("stop");
            prompt.stops().forEach(stops::add);
        }
        sampling(prompt.sampling(), request);
        format(prompt.format(), request);
        String effort = prompt.thinking().word();
        if (effort != null
                && (prompt.thinking().literal() || THINKS.matcher(model).matches())) {
            request.put("reasoning_effort", effort);
        }
        return request;
    }

    private static void tools(Tools tools, ObjectNode request) {
        if (tools.all().isEmpty()) {
            return;
        }
        ArrayNode all = request.putArray("tools");
        for (Tools.Tool tool : tools.all()) {
            ObjectNode function = all.addObject().put("type", "function").putObject("function");
            function.put("name", tool.name());
            if (tool.description() != null) {
                function.put("description", tool.description());
            }
            put(function, "parameters", tool.schema());
            if (tool.strict() != null) {
                function.put("strict", tool.strict());
            }
        }
        choice(tools, request);
        if (tools.parallel() != null) {
            request.put("parallel_tool_calls", tools.parallel());
        }
    }

    private static void choice(Tools tools, ObjectNode request) {
        switch (tools.choice()) {
            case UNSAID -> {}
            case AUTO -> request.put("tool_choice", "auto");
            case NOTHING -> request.put("tool_choice", "none");
            case ANY -> request.put("tool_choice", "required");
            case NAMED ->
                request.putObject("tool_choice")
                        .put("type", "function")
                        .putObject("function")
                        .put("name", tools.named());
        }
    }

    private static void sampling(Sampling sampling, ObjectNode request) {
        put(request, "temperature", sampling.temperature());
        put(request, "top_p", sampling.topP());
        put(request, "top_k", sampling.topK());
        put(request, "seed", sampling.seed());
        put(request, "frequency_penalty", sampling.frequencyPenalty());
        put(request, "presence_penalty", sampling.presencePenalty());
    }

    private static void format(Format format, ObjectNode request) {
        if (format.kind() == Format.Kind.JSON) {
            request.putObject("response_format").put("type", "json_object");
        } else if (format.kind() == Format.Kind.SCHEMA) {
            ObjectNode schema = request.putObject("response_format")
                    .put("type", "json_schema")
                    .putObject("json_schema");
            schema.put("name", format.name() == null ? "answer" : format.name());
            put(schema, "schema", format.schema());
            if (format.strict() != null) {
                schema.put("strict", format.strict());
            }
        }
    }
}
