package org.llmrelay.translation.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.llmrelay.translation.Part;
import org.llmrelay.translation.Turn;
import org.llmrelay.translation.UntranslatableException;

/** Writes a conversation as messages of Chat Completions. Confined to one request. */
final class ChatMessages {
    private final ArrayNode messages;
    private final boolean thoughts;

    private ChatMessages(ArrayNode messages, boolean thoughts) {
        this.messages = messages;
        this.thoughts = thoughts;
    }

    /** @param thoughts whether the model wants to see what it thought before it used tools */
    static void write(List<Turn> turns, ObjectNode request, boolean thoughts) {
        ChatMessages writing = new ChatMessages(request.putArray("messages"), thoughts);
        turns.forEach(writing::turn);
    }

    private void turn(Turn turn) {
        switch (turn.role()) {
            case SYSTEM -> say("system", words(turn.parts()));
            case USER -> user(turn.parts());
            case ASSISTANT -> assistant(turn.parts());
        }
    }

    private void say(String role, String text) {
        if (!text.isEmpty()) {
            messages.addObject().put("role", role).put("content", text);
        }
    }

    /** Each tool answers in a message of its own, in words; what it shows beside them, the user shows. */
    private void user(List<Part> parts) {
        List<Part> rest = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Part.ToolResult result) {
                messages.addObject()
                        .put("role", "tool")
                        .put("tool_call_id", result.id())
                        .put("content", result.text());
                result.content().stream().filter(Part.Media.class::isInstance).forEach(rest::add);
            } else {
                rest.add(part);
            }
        }
        if (rest.stream().allMatch(Part.Text.class::isInstance)) {
            say("user", words(rest));
            return;
        }
        ArrayNode content = messages.addObject().put("role", "user").putArray("content");
        rest.forEach(part -> write(part, content.addObject()));
    }

    private static void write(Part part, ObjectNode target) {
        if (part instanceof Part.Text text) {
            target.put("type", "text").put("text", text.text());
        } else if (part instanceof Part.Media media) {
            media(media, target);
        }
    }

    private static void media(Part.Media media, ObjectNode target) {
        switch (media.kind()) {
            case IMAGE -> {
                ObjectNode image = target.put("type", "image_url").putObject("image_url");
                image.put("url", media.address());
                if (media.detail() != null) {
                    image.put("detail", media.detail());
                }
            }
            case DOCUMENT -> {
                if (media.base64() == null) {
                    throw new UntranslatableException(
                            "A document by its address is not supported for this model here: send its content.");
                }
                target.put("type", "file")
                        .putObject("file")
                        .put("filename", media.name() == null ? "document.pdf" : media.name())
                        .put("file_data", media.address());
            }
            case AUDIO -> {
                String type = String.valueOf(media.type());
                target.put("type", "input_audio")
                        .putObject("input_audio")
                        .put("data", media.base64())
                        .put("format", type.substring(type.indexOf('/') + 1));
            }
        }
    }

    private void assistant(List<Part> parts) {
        List<Part.ToolUse> uses = parts.stream()
                .filter(Part.ToolUse.class::isInstance)
                .map(Part.ToolUse.class::cast)
                .toList();
        String text = words(parts);
        if (uses.isEmpty()) {
            say("assistant", text);
            return;
        }
        ObjectNode message = messages.addObject().put("role", "assistant");
        if (text.isEmpty()) {
            message.putNull("content");
        } else {
            message.put("content", text);
        }
        String thought = parts.stream()
                .map(part -> part instanceof Part.Thought one ? one.text() : "")
                .collect(Collectors.joining());
        if (thoughts && !thought.isEmpty()) {
            message.put("reasoning_content", thought);
        }
        ArrayNode calls = message.putArray("tool_calls");
        for (Part.ToolUse use : uses) {
            calls.addObject()
                    .put("id", use.id())
                    .put("type", "function")
                    .putObject("function")
                    .put("name", use.name())
                    .put("arguments", use.input().isBlank() ? "{}" : use.input());
        }
    }

    private static String words(List<Part> parts) {
        return parts.stream()
                .map(part -> part instanceof Part.Text text ? text.text() : "")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }
}
