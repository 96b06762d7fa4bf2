package org.llmrelay.translation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A part of what somebody says. */
public sealed interface Part {

    /** The parts of a content that is a text or a list; what says nothing is left out. {@code read}: makes one of an item of the list. */
    static List<Part> allOf(JsonNode content, Function<JsonNode, Part> read) {
        if (content.isTextual()) {
            return content.textValue().isEmpty() ? List.of() : List.of(new Text(content.textValue()));
        }
        List<Part> parts = new ArrayList<>();
        for (JsonNode item : content) {
            Part part = read.apply(item);
            if (!(part instanceof Text words) || !words.text().isEmpty()) {
                parts.add(part);
            }
        }
        return parts;
    }

    /** Plain words. {@code cacheControl}: Anthropic's mark that a cached prefix ends here, or null. */
    record Text(String text, @Nullable JsonNode cacheControl) implements Part {
        public Text(String text) {
            this(text, null);
        }
    }

    /**
     * An image, a document or a sound.
     *
     * @param type such as {@code image/png}; null where it is not told
     * @param base64 the content itself, or null
     * @param url where the content is, or null
     * @param fileId under which an upstream keeps the content, or null
     * @param name of a file, or null
     * @param detail how closely an image is to be looked at, or null
     * @param cacheControl as in {@link Text}
     */
    record Media(
            Kind kind,
            @Nullable String type,
            @Nullable String base64,
            @Nullable String url,
            @Nullable String fileId,
            @Nullable String name,
            @Nullable String detail,
            @Nullable JsonNode cacheControl)
            implements Part {
        /** What it shows. */
        public enum Kind {
            IMAGE,
            DOCUMENT,
            AUDIO
        }

        /** Content that comes along. */
        public static Media inline(Kind kind, String type, String base64) {
            return new Media(kind, type, base64, null, null, null, null, null);
        }

        /** Where it is, or all of it as a data URL; null where only an upstream knows. */
        public @Nullable String address() {
            return base64 == null ? url : "data:" + type + ";base64," + base64;
        }

        /** Content that a URL leads to, or holds. */
        public static Media behind(
                Kind kind,
                String url,
                @Nullable String name,
                @Nullable String detail,
                @Nullable JsonNode cacheControl) {
            DataUrl data = DataUrl.of(url);
            return data == null
                    ? new Media(kind, null, null, url, null, name, detail, cacheControl)
                    : new Media(kind, data.type(), data.base64(), null, null, name, detail, cacheControl);
        }

        /** Content that is somewhere else. */
        public static Media at(Kind kind, String url) {
            return new Media(kind, null, null, url, null, null, null, null);
        }
    }

    /**
     * The model's use of a tool.
     *
     * @param input JSON, or empty while it is not told
     * @param signature what proves the thought behind it, or null
     */
    record ToolUse(
            String id, String name, String input, @Nullable String signature) implements Part {}

    /** What a tool has answered. {@code name}: the tool's, or empty where it is not known. */
    record ToolResult(
            String id,
            String name,
            List<Part> content,
            boolean failed,
            @Nullable JsonNode cacheControl) implements Part {
        public ToolResult {
            content = List.copyOf(content);
        }

        /** All its words. */
        public String text() {
            StringBuilder all = new StringBuilder();
            content.forEach(part -> all.append(part instanceof Text words ? words.text() : ""));
            return all.toString();
        }
    }

    /** What the model thought. {@code signature}: what proves it, or null. */
    record Thought(String text, @Nullable String signature) implements Part {}
}
