package org.llmrelay.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Registers the simulated upstream as an account, issues a key, sends one streaming call with it and shows what was
 * booked. Arguments: the relay's address, and the file with the first administrator's name and password.
 */
public final class Demo {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String API = "/admin/api/v1";
    private static final String ACCOUNT = "Simulated upstream";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BOOKING_TRIES = 100;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String relay;
    private String token = "";

    private Demo(String relay) {
        this.relay = relay;
    }

    public static void main(String[] args) throws InterruptedException {
        try {
            new Demo(args[0]).show(Path.of(args[1]));
        } catch (Refused | IOException e) {
            System.err.println("relay: " + e.getMessage());
            System.exit(1);
        }
    }

    private void show(Path initFile) throws IOException, InterruptedException {
        signIn(initFile);
        ensureAccount();
        JsonNode key = ask("POST", API + "/keys", JSON.createObjectNode().put("name", "Demo"));
        say("Issued the key " + text(key, "key") + " (shown this once, kept only as a hash)");
        stream(text(key, "key"));
        showBooking(text(key, "id"));
        showSettings(text(key, "key"), initFile);
    }

    private void signIn(Path initFile) throws IOException, InterruptedException {
        String username = System.getenv().getOrDefault("ADMIN_USERNAME", "admin");
        String password = System.getenv().getOrDefault("ADMIN_PASSWORD", "");
        if (Files.exists(initFile)) {
            JsonNode init = JSON.readTree(initFile.toFile());
            username = text(init, "adminUsername");
            password = text(init, "adminPassword");
        }
        ObjectNode form = JSON.createObjectNode().put("username", username).put("password", password);
        token = text(ask("POST", API + "/session", form), "token");
        say("Signed in as " + username);
    }

    private void ensureAccount() throws IOException, InterruptedException {
        ObjectNode form = JSON.createObjectNode().put("name", ACCOUNT);
        form.putObject("fields").put("base_url", relay + "/simulated/anthropic").put("api_key", "simulated");
        for (JsonNode account : get(API + "/accounts?limit=100").path("items")) {
            if (text(account, "name").equals(ACCOUNT)) {
                ask("PATCH", API + "/accounts/" + text(account, "id"), form);
                say("The account \"" + ACCOUNT + "\" is there");
                return;
            }
        }
        ask("POST", API + "/accounts", form.put("kind", "anthropic"));
        say("Registered the account \"" + ACCOUNT + "\"");
    }

    private void stream(String key) throws IOException, InterruptedException {
        say("POST /api/v1/messages, streamed:");
        ObjectNode call = JSON.createObjectNode()
                .put("model", "claude-sonnet-4-5")
                .put("max_tokens", 256)
                .put("stream", true);
        call.putArray("messages").addObject().put("role", "user").put("content", "What does a relay do?");
        HttpRequest request = HttpRequest.newBuilder(URI.create(relay + "/api/v1/messages"))
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .header("anthropic-version", "2023-06-01")
                .header("x-api-key", key)
                .POST(BodyPublishers.ofString(call.toString()))
                .build();
        HttpResponse<Stream<String>> answer = http.send(request, BodyHandlers.ofLines());
        try (Stream<String> lines = answer.body()) {
            if (answer.statusCode() != 200) {
                throw new Refused("POST /api/v1/messages", answer.statusCode(), String.join("\n", lines.toList()));
            }
            lines.filter(line -> line.startsWith("data:"))
                    .map(line -> line.substring(5))
                    .forEach(Demo::showEvent);
        }
    }

    private static void showEvent(String data) {
        try {
            JsonNode event = JSON.readTree(data);
            switch (text(event, "type")) {
                case "content_block_delta" ->
                    System.out.print(event.path("delta").path("text").asText());
                case "content_block_start" -> System.out.print("    ");
                case "content_block_stop" -> System.out.println();
                default -> System.out.println("    [" + text(event, "type") + "]");
            }
            System.out.flush();
        } catch (IOException e) {
            throw new Refused("an event of the stream is no JSON: " + data);
        }
    }

    // Booking follows the last byte, so it may be a moment behind.
    private void showBooking(String keyId) throws IOException, InterruptedException {
        for (int i = 0; i < BOOKING_TRIES; i++) {
            JsonNode usage = get(API + "/keys/" + keyId + "/usage");
            if (usage.path("overall").path("calls").asLong() > 0) {
                say("Booked for this key:");
                usage.path("items").forEach(Demo::showBooked);
                return;
            }
            Thread.sleep(100);
        }
        throw new Refused("the call was not booked within 10 s; see ./relay logs");
    }

    private static void showBooked(JsonNode item) {
        JsonNode usage = item.path("usage");
        System.out.printf(
                "    %s  %s  calls %d, tokens: input %d, output %d, cache read %d, cache write %d%n",
                text(item, "day"),
                text(item, "model"),
                item.path("calls").asLong(),
                usage.path("input_tokens").asLong(),
                usage.path("output_tokens").asLong(),
                usage.path("cache_read_tokens").asLong(),
                usage.path("cache_write_5m_tokens").asLong()
                        + usage.path("cache_write_1h_tokens").asLong());
    }

    private void showSettings(String key, Path initFile) {
        say("The relay stays up (./relay stop ends it). To use it from Claude Code:");
        System.out.println("    export ANTHROPIC_BASE_URL=" + relay + "/api");
        System.out.println("    export ANTHROPIC_AUTH_TOKEN=" + key);
        say("Admin API: " + relay + API + "/openapi.json; the administrator's password is in " + initFile);
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return exchange("GET", path, BodyPublishers.noBody());
    }

    private JsonNode ask(String method, String path, JsonNode body) throws IOException, InterruptedException {
        return exchange(method, path, BodyPublishers.ofString(body.toString()));
    }

    private JsonNode exchange(String method, String path, BodyPublisher body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(relay + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, body);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new Refused(method + " " + path, answer.statusCode(), answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }

    private static void say(String what) {
        System.out.println("==> " + what);
    }

    /** The relay did not do what the demo asked for. */
    private static final class Refused extends RuntimeException {
        Refused(String message) {
            super(message);
        }

        Refused(String request, int status, String body) {
            this(request + " was answered with " + status + ": " + body);
        }
    }
}
