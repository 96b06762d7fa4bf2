package org.llmrelay.translation.chat;

import static org.llmrelay.translation.Trees.member;
import static org.llmrelay.translation.Trees.text;
import static org.llmrelay.translation.Trees.truth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.llmrelay.translation.Tools;
import org.llmrelay.translation.Tools.Choice;
import org.llmrelay.translation.Tools.Tool;
import org.llmrelay.translation.UntranslatableException;

/** Reads the tools of a request of Chat Completions. */
final class ChatTools {
    private ChatTools() {}

    static Tools read(JsonNode body) {
        List<Tool> all = new ArrayList<>();
        body.path("tools").forEach(tool -> all.add(tool(tool)));
        JsonNode choice = body.path("tool_choice");
        return new Tools(
                all, choice(choice), text(choice.path("function"), "name"), truth(body, "parallel_tool_calls"));
    }

    private static Tool tool(JsonNode tool) {
        JsonNode function = tool.path("function");
        String name = text(function, "name");
        if (!tool.path("type").asText().equals("function") || name == null) {
            throw new UntranslatableException("'tools' may hold functions only for this model here.");
        }
        return new Tool(
                name,
                text(function, "description"),
                member(function, "parameters"),
                truth(function, "strict"),
                member(tool, "cache_control"));
    }

    private static Choice choice(JsonNode choice) {
        if (choice.isObject()) {
            if (text(choice.path("function"), "name") == null) {
                throw new UntranslatableException("This 'tool_choice' is not supported for this model here.");
            }
            return Choice.NAMED;
        }
        return switch (choice.asText()) {
            case "auto" -> Choice.AUTO;
            case "none" -> Choice.NOTHING;
            case "required" -> Choice.ANY;
            default -> Choice.UNSAID;
        };
    }
}
