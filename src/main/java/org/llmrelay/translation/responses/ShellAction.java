package org.llmrelay.translation.responses;

import static org.llmrelay.translation.Trees.member;
import static org.llmrelay.translation.Trees.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.llmrelay.translation.ToolInput;
import org.llmrelay.translation.Trees;

/** What the local shell is to do: an action to callers, the input of a function to upstreams. */
final class ShellAction {
    private static final List<String> MEMBERS = List.of("command", "working_directory", "timeout_ms");

    private ShellAction() {}

    static String arguments(JsonNode action) {
        ObjectNode input = Trees.object();
        MEMBERS.forEach(name -> put(input, name, member(action, name)));
        return input.toString();
    }

    /** {@code arguments}: JSON that a model has written. */
    static ObjectNode action(String arguments) {
        JsonNode input = ToolInput.object(arguments);
        ObjectNode action = Trees.object().put("type", "exec");
        MEMBERS.forEach(name -> put(action, name, member(input, name)));
        JsonNode command = action.path("command");
        if (!command.isArray()) {
            ArrayNode words = action.putArray("command");
            if (command.isTextual()) {
                words.add("sh").add("-c").add(command.textValue());
            }
        }
        action.putObject("env");
        return action;
    }
}
