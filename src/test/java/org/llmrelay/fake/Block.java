package org.llmrelay.fake;

import java.util.ArrayList;
import java.util.List;

/**
 * One content block of a message: how it starts in a stream, what its deltas say, and how it looks in one piece.
 *
 * @param start the JSON of the block at its start
 * @param deltas the JSON of each of its changes
 * @param whole the JSON of the block in one piece
 */
record Block(String start, List<String> deltas, String whole) {
    private static final int PART = 12;
    private static final String SIGNATURE = "EqQBCgIYAhIM1gbcDa9GJwZA2b3hGgxBdjrkzLoky3dl1pkiMOYds";

    static Block text(String text) {
        List<String> deltas = parts(text).stream()
                .map(part -> "{\"type\":\"text_delta\",\"text\":" + Json.quote(part) + "}")
                .toList();
        return new Block(
                "{\"type\":\"text\",\"text\":\"\"}", deltas, "{\"type\":\"text\",\"text\":" + Json.quote(text) + "}");
    }

    static Block thinking(String thought) {
        List<String> deltas = new ArrayList<>();
        parts(thought)
                .forEach(part -> deltas.add("{\"type\":\"thinking_delta\",\"thinking\":" + Json.quote(part) + "}"));
        deltas.add("{\"type\":\"signature_delta\",\"signature\":" + Json.quote(SIGNATURE) + "}");
        String whole = "{\"type\":\"thinking\",\"thinking\":%s,\"signature\":%s}";
        return new Block(
                whole.formatted("\"\"", "\"\""), deltas, whole.formatted(Json.quote(thought), Json.quote(SIGNATURE)));
    }

    static Block toolUse(String id, String name, String input) {
        List<String> deltas = new ArrayList<>(List.of("{\"type\":\"input_json_delta\",\"partial_json\":\"\"}"));
        parts(input)
                .forEach(part ->
                        deltas.add("{\"type\":\"input_json_delta\",\"partial_json\":" + Json.quote(part) + "}"));
        String whole = "{\"type\":\"tool_use\",\"id\":%s,\"name\":%s,\"input\":%s}";
        return new Block(
                whole.formatted(Json.quote(id), Json.quote(name), "{}"),
                deltas,
                whole.formatted(Json.quote(id), Json.quote(name), input));
    }

    /** Parts of twelve code points: a character is never torn by a delta. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int points = Math.min(PART, text.codePointCount(from, text.length()));
            int to = text.offsetByCodePoints(from, points);
            parts.add(text.substring(from, to));
            from = to;
        }
        return parts;
    }
}
