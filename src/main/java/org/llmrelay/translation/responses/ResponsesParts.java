package org.llmrelay.translation.responses;

import static org.llmrelay.translation.Trees.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.llmrelay.translation.Part;
import org.llmrelay.translation.Part.Media;
import org.llmrelay.translation.UntranslatableException;

/** Reads the content of messages and of tools' results. */
final class ResponsesParts {
    private ResponsesParts() {}

    static List<Part> read(JsonNode content) {
        return Part.allOf(content, ResponsesParts::part);
    }

    private static Part part(JsonNode part) {
        return switch (part.path("type").asText()) {
            case "input_text", "output_text", "text" ->
                new Part.Text(part.path("text").asText());
            case "refusal" -> new Part.Text(part.path("refusal").asText());
            case "input_image" -> image(part);
            case "input_file" -> file(part);
            case "input_audio" -> audio(part.path("input_audio"));
            default -> throw new UntranslatableException("Invalid 'input': a part of this type is not supported here.");
        };
    }

    private static Part image(JsonNode part) {
        String url = text(part, "image_url");
        if (url == null) {
            throw new UntranslatableException("Invalid 'input': images by their id are not supported here.");
        }
        return Media.behind(Media.Kind.IMAGE, url, null, text(part, "detail"), null);
    }

    private static Part file(JsonNode part) {
        String content = text(part, "file_data");
        String url = content == null ? text(part, "file_url") : content;
        if (url == null) {
            throw new UntranslatableException("Invalid 'input': files by their id are not supported here.");
        }
        return Media.behind(Media.Kind.DOCUMENT, url, text(part, "filename"), null, null);
    }

    private static Part audio(JsonNode audio) {
        String type = "audio/" + audio.path("format").asText("wav");
        return Media.inline(Media.Kind.AUDIO, type, audio.path("data").asText());
    }
}
