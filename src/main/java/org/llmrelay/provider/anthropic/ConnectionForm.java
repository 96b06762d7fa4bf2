package org.llmrelay.provider.anthropic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.AccountField.Input;
import org.llmrelay.provider.BaseUrl;
import org.llmrelay.secret.Secret;

/** What an operator fills in for an API key account, and what can be wrong with it. Thread-safe. */
final class ConnectionForm {
    static final AccountField BASE_URL = new AccountField(
            "base_url",
            "Base URL",
            Input.URL,
            false,
            "https://api.anthropic.com",
            "Where the Messages API lives, without /v1: Anthropic or anything compatible");
    static final AccountField API_KEY =
            new AccountField("api_key", "API key", Input.SECRET, true, null, "The key that the upstream gave you");
    static final AccountField AUTH = new AccountField(
            "auth",
            "Key header",
            Input.choice(Credential.codes()),
            false,
            Credential.AUTO.code(),
            "auto, x-api-key or bearer; auto sends Anthropic's own keys as x-api-key and all others as bearer");
    static final List<AccountField> FIELDS = List.of(BASE_URL, API_KEY, AUTH);

    private static final List<String> SURPLUS = List.of("/v1/messages", "/v1");

    private ConnectionForm() {}

    static BaseUrl baseUrl(Connection connection) {
        return BaseUrl.of(value(connection, BASE_URL), SURPLUS);
    }

    static Credential credential(Connection connection) {
        String text = value(connection, AUTH);
        return Credential.named(text)
                .orElseThrow(
                        () -> new IllegalArgumentException("auth: " + text + " (expected: auto, x-api-key or bearer)"));
    }

    static Secret apiKey(Connection connection) {
        return connection
                .secret(API_KEY.name())
                .orElseThrow(() -> new IllegalArgumentException("api_key: missing (expected: the upstream's key)"));
    }

    static List<String> mistakesIn(Connection connection) {
        List<String> mistakes = new ArrayList<>();
        if (!BaseUrl.isUsable(value(connection, BASE_URL))) {
            mistakes.add("base_url: must be an http or https URL with a host and without user, query or fragment");
        }
        mistakeInKey(connection.secret(API_KEY.name())).ifPresent(mistakes::add);
        if (Credential.named(value(connection, AUTH)).isEmpty()) {
            mistakes.add("auth: must be auto, x-api-key or bearer");
        }
        strangersIn(connection).forEach(name -> mistakes.add(name + ": is no field of this kind of account"));
        if (connection.models().containsKey("") || connection.models().containsValue("")) {
            mistakes.add("models: an entry lacks one of its two models");
        }
        return mistakes;
    }

    private static Optional<String> mistakeInKey(Optional<Secret> key) {
        if (key.isEmpty() || key.get().isBlank()) {
            return Optional.of("api_key: is required");
        }
        boolean fits = key.get().reveal().chars().allMatch(c -> c > ' ' && c < 0x7F);
        return fits
                ? Optional.empty()
                : Optional.of("api_key: must not hold spaces, line ends or other characters that keys have not");
    }

    /** Names that are no fields, or stand on the wrong side: a secret among the plain fields would be shown. */
    private static Stream<String> strangersIn(Connection connection) {
        return Stream.concat(
                        connection.fields().keySet().stream().filter(name -> !isField(name, false)),
                        connection.secrets().keySet().stream().filter(name -> !isField(name, true)))
                .sorted();
    }

    private static boolean isField(String name, boolean secret) {
        return FIELDS.stream().anyMatch(field -> field.name().equals(name) && field.secret() == secret);
    }

    private static String value(Connection connection, AccountField field) {
        String fallback = field.fallback() == null ? "" : field.fallback();
        return connection
                .field(field.name())
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse(fallback);
    }
}
