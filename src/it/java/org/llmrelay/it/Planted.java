package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All that was handed to the relay in these tests and must not show in its log, nor in what it answers. Thread-safe. */
final class Planted {
    private static final Set<String> SECRETS = ConcurrentHashMap.newKeySet();

    /** Shorter ones stand in words that are no secrets. */
    private static final int SHORTEST = 8;

    private static final int MOST_LOOKED_AT = 20_000;

    /** Names of fields whose texts are secrets wherever they are sent to. */
    private static final Set<String> FIELDS = Set.of(
            "access_key_id",
            "access_token",
            "api_key",
            "bearer_key",
            "code",
            "encryption_key",
            "password",
            "refresh_token",
            "secret_access_key",
            "service_account",
            "session_token");

    /** Headers that callers put credentials into. */
    private static final List<String> HEADERS = List.of(
            "x-api-key", "authorization", "x-goog-api-key", "api-key", "backup-password", "import-encryption-key");

    private static final Pattern CODE = Pattern.compile("[?&]code=([^&#]+)");

    static {
        rememberLong(System.getenv("JWT_SECRET"));
        rememberLong(System.getenv("ENCRYPTION_KEY"));
        rememberLong(System.getenv("ADMIN_PASSWORD"));
    }

    private Planted() {}

    static String remember(String secret) {
        SECRETS.add(secret);
        return secret;
    }

    private static void rememberLong(String text) {
        if (text != null && text.strip().length() >= SHORTEST) {
            SECRETS.add(text.strip());
        }
    }

    /** A credential for an upstream that nobody else has. */
    static String credential() {
        return remember("sk-ant-api03-" + UUID.randomUUID());
    }

    static Set<String> all() {
        return Set.copyOf(SECRETS);
    }

    /** The credentials in a request's headers. */
    static void rememberIn(Ask ask) {
        for (int i = 0; i < ask.headers().size(); i += 2) {
            if (HEADERS.contains(ask.headers().get(i))) {
                rememberLong(ask.headers().get(i + 1).replaceFirst("(?i)^bearer ", ""));
            }
        }
    }

    /** The secrets in what an operator sends. */
    static void rememberIn(JsonNode form) {
        form.properties().forEach(field -> {
            if (FIELDS.contains(field.getKey()) && field.getValue().isTextual()) {
                rememberField(field.getValue().textValue());
            }
        });
        form.forEach(Planted::rememberIn);
    }

    private static void rememberField(String text) {
        Matcher code = CODE.matcher(text);
        rememberLong(code.find() ? code.group(1) : text.replaceFirst("#.*", ""));
    }

    /** Requires that an answer repeats no secret but those that its caller has sent. */
    static void requireNoneIn(Reply reply, Ask ask) {
        String text = reply.body().length > MOST_LOOKED_AT ? "" : reply.text();
        String sent = String.join(" ", ask.headers()) + ask.target();
        assertThat(SECRETS.stream().filter(secret -> text.contains(secret) && !sent.contains(secret)))
                .as("secrets in the answer to %s %s", ask.method(), ask.target())
                .isEmpty();
    }
}
