package org.llmrelay.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Brings in what another relay holds, or says what would happen. Arguments: the relay's address, the file with the first administrator's name and password, an
 * exported file or the URL of a Redis, and options. The other relay's encryption key stands in {@code IMPORT_ENCRYPTION_KEY}.
 */
public final class BringIn {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String API = "/admin/api/v1";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> FLAGS = List.of("--act", "--replace", "--accept-terms");
    private static final String ZONE = "--time-zone";
    private static final String USAGE = "usage: ./relay import FILE|redis://[user:password@]host[:port][/database]"
            + " [--act] [--replace] [--accept-terms] [--time-zone ZONE]";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String relay;
    private final List<String> options;
    private String token = "";

    private BringIn(String relay, List<String> options) {
        this.relay = relay;
        this.options = options;
    }

    public static void main(String[] args) throws InterruptedException {
        try {
            if (args.length < 3 || !areOptions(Arrays.asList(args).subList(3, args.length))) {
                throw new IOException(USAGE);
            }
            new BringIn(args[0], Arrays.asList(args).subList(3, args.length)).run(Path.of(args[1]), args[2]);
        } catch (IOException e) {
            System.err.println("relay: " + e.getMessage());
            System.exit(1);
        }
    }

    private static boolean areOptions(List<String> options) {
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).equals(ZONE)) {
                i++;
                if (i == options.size()) {
                    return false;
                }
            } else if (!FLAGS.contains(options.get(i))) {
                return false;
            }
        }
        return true;
    }

    private void run(Path initFile, String source) throws IOException, InterruptedException {
        signIn(initFile);
        JsonNode report = source.matches("rediss?://.*") ? fromRedis(source) : fromFile(Path.of(source));
        for (JsonNode record : report.path("records")) {
            System.out.printf(
                    "%-9s %-8s %-36s %s%n",
                    text(record, "fate"), text(record, "kind"), text(record, "id"), text(record, "name"));
            record.path("notes").forEach(note -> System.out.println("          - " + note.asText()));
        }
        System.out.println();
        report.path("counts")
                .properties()
                .forEach(count -> System.out.println(count.getKey() + ": " + count.getValue()));
        if (!report.path("knows_keys").asBoolean()) {
            System.out.println(
                    "IMPORT_ENCRYPTION_KEY is not set: keys do not work without the other relay's encryption key");
        }
        if (report.path("dry_run").asBoolean()) {
            System.out.println("Nothing was stored. With --act, just this is done.");
        }
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
        token = text(ask("/session", BodyPublishers.ofString(form.toString()), ""), "token");
    }

    private JsonNode fromRedis(String url) throws IOException, InterruptedException {
        ObjectNode form = JSON.createObjectNode()
                .put("url", url)
                .put("dry_run", !options.contains("--act"))
                .put("existing", existing())
                .put("terms_accepted", options.contains("--accept-terms"))
                .put("time_zone", zone());
        String key = encryptionKey();
        if (!key.isEmpty()) {
            form.put("encryption_key", key);
        }
        return ask("/import/redis", BodyPublishers.ofString(form.toString()), "");
    }

    private JsonNode fromFile(Path file) throws IOException, InterruptedException {
        if (!Files.isReadable(file)) {
            throw new IOException("there is no file " + file);
        }
        String query = "?dry_run=" + !options.contains("--act") + "&existing=" + existing() + "&terms_accepted="
                + options.contains("--accept-terms") + "&time_zone="
                + URLEncoder.encode(zone(), StandardCharsets.UTF_8);
        return ask("/import/file" + query, BodyPublishers.ofFile(file), encryptionKey());
    }

    private String existing() {
        return options.contains("--replace") ? "replace" : "keep";
    }

    private String zone() {
        return options.contains(ZONE) ? options.get(options.indexOf(ZONE) + 1) : "+08:00";
    }

    private static String encryptionKey() {
        return System.getenv().getOrDefault("IMPORT_ENCRYPTION_KEY", "");
    }

    private JsonNode ask(String path, BodyPublisher body, String encryptionKey)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(relay + API + path))
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .POST(body);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!encryptionKey.isEmpty()) {
            request.header("Import-Encryption-Key", encryptionKey);
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(
                    path.replaceFirst("\\?.*", "") + ": status " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }
}
