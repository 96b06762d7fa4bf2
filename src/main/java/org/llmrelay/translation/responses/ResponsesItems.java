package org.llmrelay.translation.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.llmrelay.translation.Part;
import org.llmrelay.translation.Turn;
import org.llmrelay.translation.Turn.Role;
import org.llmrelay.translation.UntranslatableException;

/** Writes a conversation as the items of Responses. Confined to one request. */
final class ResponsesItems {
    private final ArrayNode items;
    /** The content of the message that is being written, or null. */
    private @Nullable ArrayNode content;

    private ResponsesItems(ArrayNode items) {
        this.items = items;
    }

    static void write(List<Turn> turns, ObjectNode request) {
        int first = 0;
        while (first < turns.size() && turns.get(first).role() == Role.SYSTEM) {
            first++;
        }
        String instructions = turns.subList(0, first).stream()
                .flatMap(turn -> turn.parts().stream())
                .map(part -> part instanceof Part.Text text ? text.text() : "")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n\n"));
        if (!instructions.isEmpty()) {
            request.put("instructions", instructions);
        }
        ResponsesItems writing = new ResponsesItems(request.putArray("input"));
        turns.subList(first, turns.size()).forEach(writing::turn);
    }

    private void turn(Turn turn) {
        content = null;
        turn.parts().forEach(part -> part(part, turn.role()));
    }

    private void part(Part part, Role role) {
        if (part instanceof Part.Text text) {
            message(role)
                    .addObject()
                    .put("type", role == Role.ASSISTANT ? "output_text" : "input_text")
                    .put("text", text.text());
        } else if (part instanceof Part.Media media) {
            media(media, message(role).addObject());
        } else if (part instanceof Part.ToolUse use) {
            content = null;
            items.addObject()
                    .put("type", "function_call")
                    .put("call_id", use.id())
                    .put("name", use.name())
                    .put("arguments", use.input().isBlank() ? "{}" : use.input());
        } else if (part instanceof Part.ToolResult result) {
            content = null;
            result(result, items.addObject());
        }
    }

    private ArrayNode message(Role role) {
        ArrayNode open = content;
        if (open == null) {
            open = items.addObject()
                    .put("type", "message")
                    .put("role", word(role))
                    .putArray("content");
            content = open;
        }
        return open;
    }

    private static String word(Role role) {
        return switch (role) {
            case SYSTEM -> "developer";
            case USER -> "user";
            case ASSISTANT -> "assistant";
        };
    }

    private static void result(Part.ToolResult result, ObjectNode item) {
        item.put("type", "function_call_output").put("call_id", result.id());
        if (result.content().stream().allMatch(Part.Text.class::isInstance)) {
            item.put("output", result.text());
            return;
        }
        ArrayNode output = item.putArray("output");
        for (Part part : result.content()) {
            if (part instanceof Part.Text text) {
                output.addObject().put("type", "input_text").put("text", text.text());
            } else if (part instanceof Part.Media media) {
                media(media, output.addObject());
            }
        }
    }

    private static void media(Part.Media media, ObjectNode target) {
        switch (media.kind()) {
            case IMAGE -> {
                target.put("type", "input_image").put("image_url", media.address());
                if (media.detail() != null) {
                    target.put("detail", media.detail());
                }
            }
            case DOCUMENT -> file(media, target.put("type", "input_file"));
            case AUDIO ->
                throw new UntranslatableException("Invalid 'messages': audio is not supported for this model here.");
        }
    }

    private static void file(Part.Media media, ObjectNode target) {
        if (media.fileId() != null) {
            target.put("file_id", media.fileId());
        } else if (media.url() != null) {
            target.put("file_url", media.url());
        } else {
            target.put("filename", media.name() == null ? "file" : media.name()).put("file_data", media.address());
        }
    }
}
