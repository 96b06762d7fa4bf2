package org.llmrelay.translation.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.ToolName;
import org.llmrelay.translation.Part;
import org.llmrelay.translation.ToolInput;
import org.llmrelay.translation.Trees;

/** An item of an answer of Responses in which the model uses a tool, as the caller knows the tool. Confined to one answer. */
final class UseItem {
    private final int index;
    private final String answer;
    private final ToolName tool;
    private final Part.ToolUse use;
    private final ToolInput input;

    /**
     * @param index of the item in the answer
     * @param answer the answer's id
     * @param renamed as in {@link org.llmrelay.call.Facts}
     */
    UseItem(Part.ToolUse use, int index, String answer, Map<String, ToolName> renamed) {
        this.index = index;
        this.answer = answer;
        this.use = use;
        this.input = new ToolInput(new Part.ToolUse(use.id(), use.name(), "", null));
        this.tool = renamed.getOrDefault(use.name(), new ToolName(ToolNames.FUNCTION, use.name(), null));
    }

    void add(String json) {
        input.add(json);
    }

    int index() {
        return index;
    }

    /** The name of events about its input; null where the tool has none. */
    @Nullable
    String events() {
        return switch (tool.kind()) {
            case ToolNames.CUSTOM -> "response.custom_tool_call_input";
            case ToolNames.SHELL -> null;
            default -> "response.function_call_arguments";
        };
    }

    /** Whether its input can be told piece by piece: where it is no JSON to the caller, it has to be whole first. */
    boolean isToldAtOnce() {
        return tool.kind().equals(ToolNames.FUNCTION);
    }

    /** The name of the input's member. */
    String member() {
        return tool.kind().equals(ToolNames.CUSTOM) ? "input" : "arguments";
    }

    /** The whole of its input, as the caller knows it. */
    String words() {
        String json = input.whole().input();
        return tool.kind().equals(ToolNames.CUSTOM) ? plain(json) : json;
    }

    /** A model may forget that the text is to be within an object. */
    private static String plain(String json) {
        return Trees.value(json)
                .map(told -> told.get(ResponsesTools.INPUT))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .orElse(json);
    }

    /** The members that say which item is meant. */
    String place() {
        return "\"item_id\":" + Trees.quoted(id()) + ",\"output_index\":" + index;
    }

    private String id() {
        String prefix =
                switch (tool.kind()) {
                    case ToolNames.CUSTOM -> "ctc_";
                    case ToolNames.SHELL -> "lsh_";
                    default -> "fc_";
                };
        return prefix + answer + "_" + index;
    }

    ObjectNode empty() {
        return item("in_progress", "");
    }

    /** The item with all of its input. */
    ObjectNode whole(String status) {
        return item(status, words());
    }

    private ObjectNode item(String status, String words) {
        ObjectNode item = Trees.object().put("id", id());
        if (tool.kind().equals(ToolNames.SHELL)) {
            item.put("type", "local_shell_call").put("status", status).put("call_id", use.id());
            item.set("action", ShellAction.action(words));
            return item;
        }
        boolean custom = tool.kind().equals(ToolNames.CUSTOM);
        item.put("type", custom ? "custom_tool_call" : "function_call")
                .put("status", status)
                .put("call_id", use.id());
        if (tool.space() != null) {
            item.put("namespace", tool.space());
        }
        return item.put("name", tool.name()).put(member(), words);
    }
}
