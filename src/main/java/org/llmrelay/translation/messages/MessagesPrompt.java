package org.llmrelay.translation.messages;

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
import org.llmrelay.translation.Tools;
import org.llmrelay.translation.Tools.Choice;
import org.llmrelay.translation.Tools.Tool;
import org.llmrelay.translation.Trees;

/** Reads what a request of Messages wants. */
final class MessagesPrompt {
    private MessagesPrompt() {}

    static Prompt read(JsonNode body, Facts facts) {
        refuse(!body.path("mcp_servers").isEmpty(), "mcp_servers: they are");
        refuse(member(body, "container") != null, "container: it is");
        List<String> stops = new ArrayList<>();
        body.path("stop_sequences").forEach(stop -> stops.add(stop.asText()));
        JsonNode most = number(body, "max_tokens");
        return new Prompt(
                facts.model(),
                facts.streamed(),
                MessagesConversation.read(body),
                tools(body),
                most == null ? null : most.asLong(),
                stops,
                new Sampling(
                        number(body, "temperature"), number(body, "top_p"), number(body, "top_k"), null, null, null),
                thinking(body),
                format(body),
                Extras.UNSAID);
    }

    private static Tools tools(JsonNode body) {
        List<Tool> all = new ArrayList<>();
        body.path("tools").forEach(tool -> all.add(tool(tool)));
        JsonNode choice = body.path("tool_choice");
        JsonNode alone = choice.path("disable_parallel_tool_use");
        return new Tools(all, choice(choice), text(choice, "name"), alone.isBoolean() ? !alone.booleanValue() : null);
    }

    private static Tool tool(JsonNode tool) {
        String name = text(tool, "name");
        refuse(
                !tool.path("type").asText("custom").equals("custom") || name == null,
                "tools: those that Anthropic runs are");
        return new Tool(
                String.valueOf(name),
                text(tool, "description"),
                member(tool, "input_schema"),
                Trees.truth(tool, "strict"),
                member(tool, "cache_control"));
    }

    private static Choice choice(JsonNode choice) {
        return switch (choice.path("type").asText()) {
            case "auto" -> Choice.AUTO;
            case "none" -> Choice.NOTHING;
            case "any" -> Choice.ANY;
            case "tool" -> Choice.NAMED;
            default -> Choice.UNSAID;
        };
    }

    private static Thinking thinking(JsonNode body) {
        JsonNode thinking = body.path("thinking");
        String effort = text(body.path("output_config"), "effort");
        return switch (thinking.path("type").asText()) {
            case "enabled" ->
                new Thinking(null, false, thinking.path("budget_tokens").asLong(), null);
            case "adaptive" -> new Thinking(effort == null ? "high" : known(effort), false, null, null);
            default -> Thinking.UNSAID;
        };
    }

    private static String known(String effort) {
        return effort.equals("max") ? "xhigh" : effort;
    }

    private static Format format(JsonNode body) {
        JsonNode format = body.path("output_config").path("format");
        @Nullable JsonNode schema = member(format.isMissingNode() ? body.path("output_format") : format, "schema");
        return schema == null ? Format.TEXT : new Format(Format.Kind.SCHEMA, null, schema, true);
    }
}
