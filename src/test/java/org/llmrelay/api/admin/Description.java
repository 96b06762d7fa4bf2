package org.llmrelay.api.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.llmrelay.admin.Json;

/** The description of the API, as tests look at it. */
record Description(JsonNode document) {
    /** What HTTP itself may answer to anything; the description says so once. */
    private static final Set<Integer> EVERYWHERE = Set.of(404, 405, 406, 415, 500);

    static Description load() {
        try {
            return new Description(Json.MAPPER.readTree(new OpenApiResource().description()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code GET /admin/api/v1/keys} and so on. */
    Set<String> operations() {
        Set<String> all = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(word -> {
                    if (!word.equals("parameters")) {
                        all.add(word.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        return all;
    }

    /** All parameters of an operation, those of its path included. */
    List<JsonNode> parameters(String operation) {
        JsonNode path = document.get("paths").get(operation.split(" ", -1)[1]);
        List<JsonNode> all = new ArrayList<>();
        path.path("parameters").forEach(parameter -> all.add(resolved(parameter)));
        operation(operation).path("parameters").forEach(parameter -> all.add(resolved(parameter)));
        return all;
    }

    JsonNode operation(String operation) {
        String[] words = operation.split(" ", -1);
        return document.get("paths").get(words[1]).get(words[0].toLowerCase(Locale.ROOT));
    }

    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    /** What in an answer is not as described; {@code path} without its query. */
    List<String> mistakesIn(String method, String path, AdminWorld.Reply reply) {
        Optional<JsonNode> operation = find(method, path);
        if (method.equals("HEAD")) {
            return reply.text().isEmpty() ? List.of() : List.of("a body");
        }
        if (operation.isEmpty()) {
            return reply.status() == 404 || reply.status() == 405 ? List.of() : List.of("nothing described");
        }
        JsonNode response = resolved(operation.get().get("responses").path(String.valueOf(reply.status())));
        if (response.isMissingNode()) {
            return EVERYWHERE.contains(reply.status()) ? List.of() : List.of("status " + reply.status());
        }
        JsonNode content = response.path("content");
        if (content.isMissingNode()) {
            return reply.text().isEmpty() ? List.of() : List.of("a body");
        }
        JsonNode media = content.path(reply.header("Content-Type"));
        if (media.isMissingNode()) {
            return List.of("media type " + reply.header("Content-Type"));
        }
        return !reply.header("Content-Type").endsWith("/json")
                        && !reply.header("Content-Type").endsWith("+json")
                ? List.of()
                : SchemaCheck.mistakes(document, media.get("schema"), reply.json());
    }

    private Optional<JsonNode> find(String method, String path) {
        return document.get("paths").properties().stream()
                .filter(entry -> path.matches(entry.getKey().replaceAll("\\{[^}]+}", "[^/]+")))
                .map(Map.Entry::getValue)
                .filter(item -> item.has(method.toLowerCase(Locale.ROOT)))
                .map(item -> item.get(method.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
