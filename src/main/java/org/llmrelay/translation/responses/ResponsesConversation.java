package org.llmrelay.translation.responses;

import static org.llmrelay.translation.Trees.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.translation.Part;
import org.llmrelay.translation.Trees;
import org.llmrelay.translation.Turn;
import org.llmrelay.translation.Turn.Role;
import org.llmrelay.translation.UntranslatableException;

/**
 * Reads the items of a request of Responses as turns: what the model thought, said and used in a row is one, and so are the results. Words that stand between
 * uses and their results come behind these, as other dialects want it. Confined to one request.
 */
final class ResponsesConversation {
    /** What OpenAI's own tools have left, and need not be said. */
    private static final Set<String> SEALED =
            Set.of("web_search_call", "image_generation_call", "tool_search_call", "tool_search_output");

    private final ToolNames names;
    private final List<Turn> turns = new ArrayList<>();
    /** The uses of tools whose results have not come. */
    private final Set<String> open = new HashSet<>();
    /** What came between those. */
    private final List<Turn> between = new ArrayList<>();

    private ResponsesConversation(ToolNames names) {
        this.names = names;
    }

    static List<Turn> read(JsonNode body, ToolNames names) {
        ResponsesConversation reading = new ResponsesConversation(names);
        String instructions = text(body, "instructions");
        if (instructions != null && !instructions.isEmpty()) {
            reading.turns.add(new Turn(Role.SYSTEM, List.of(new Part.Text(instructions))));
        }
        JsonNode input = body.path("input");
        if (input.isTextual()) {
            reading.turns.add(new Turn(Role.USER, List.of(new Part.Text(input.textValue()))));
        }
        input.forEach(reading::item);
        reading.turns.addAll(reading.between);
        return reading.turns;
    }

    private void item(JsonNode item) {
        String type = item.path("type").asText("message");
        switch (type) {
            case "message" -> message(item);
            case "reasoning" -> thought(item);
            case "function_call" -> {
                String name = names.ofFunction(
                        text(item, "namespace"), item.path("name").asText());
                use(item, name, item.path("arguments").asText());
            }
            case "custom_tool_call" -> {
                ObjectNode input = Trees.object()
                        .put(ResponsesTools.INPUT, item.path("input").asText());
                use(item, names.ofCustom(item.path("name").asText()), input.toString());
            }
            case "local_shell_call" -> use(item, names.ofShell(), ShellAction.arguments(item.path("action")));
            case "function_call_output", "custom_tool_call_output", "local_shell_call_output" -> result(item);
            default -> {
                if (!SEALED.contains(type)) {
                    throw new UntranslatableException(
                            "Invalid 'input': an item of this type is not supported for this model here.");
                }
            }
        }
    }

    private void message(JsonNode item) {
        Role role =
                switch (item.path("role").asText()) {
                    case "user" -> Role.USER;
                    case "assistant" -> Role.ASSISTANT;
                    case "system", "developer" -> Role.SYSTEM;
                    default ->
                        throw new UntranslatableException(
                                "Invalid 'input': the role of a message must be user, assistant, system or developer.");
                };
        Turn turn = new Turn(role, ResponsesParts.read(item.path("content")));
        if (role == Role.ASSISTANT) {
            assistant(turn.parts());
        } else if (open.isEmpty()) {
            turns.add(turn);
        } else {
            between.add(turn);
        }
    }

    private void thought(JsonNode item) {
        StringBuilder all = new StringBuilder();
        for (String member : List.of("summary", "content")) {
            for (JsonNode part : item.path(member)) {
                all.append(all.isEmpty() ? "" : "\n\n").append(part.path("text").asText());
            }
        }
        if (!all.isEmpty()) {
            assistant(List.of(new Part.Thought(all.toString(), null)));
        }
    }

    private void use(JsonNode item, String name, String input) {
        String id = id(item);
        assistant(List.of(new Part.ToolUse(id, name, input, null)));
        open.add(id);
    }

    private static String id(JsonNode item) {
        String id = text(item, "call_id");
        return id == null ? item.path("id").asText() : id;
    }

    private void assistant(List<Part> parts) {
        Turn last = last();
        if (last != null && last.role() == Role.ASSISTANT && between.isEmpty()) {
            List<Part> both = new ArrayList<>(last.parts());
            both.addAll(parts);
            turns.set(turns.size() - 1, new Turn(Role.ASSISTANT, both));
            return;
        }
        turns.addAll(between);
        between.clear();
        open.clear();
        turns.add(new Turn(Role.ASSISTANT, parts));
    }

    private void result(JsonNode item) {
        String id = id(item);
        Part.ToolResult result = new Part.ToolResult(id, "", ResponsesParts.read(item.path("output")), false, null);
        Turn last = last();
        if (last != null && last.parts().stream().allMatch(Part.ToolResult.class::isInstance)) {
            List<Part> both = new ArrayList<>(last.parts());
            both.add(result);
            turns.set(turns.size() - 1, new Turn(Role.USER, both));
        } else {
            turns.add(new Turn(Role.USER, List.of(result)));
        }
        open.remove(id);
        if (open.isEmpty()) {
            turns.addAll(between);
            between.clear();
        }
    }

    private @Nullable Turn last() {
        return turns.isEmpty() ? null : turns.get(turns.size() - 1);
    }
}
