package org.llmrelay.provider;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Headers.Field;

/**
 * Which header fields of an upstream's answer stay behind. A deny list only: what is not on it reaches the caller, also what nobody knows yet.
 * Thread-safe.
 */
public final class AnswerHeaders {
    /** Fields about one connection, which the caller does not share. */
    private static final Set<String> CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authentication-info",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** Fields about the account behind the relay, which is not the caller's. */
    private static final Set<String> ACCOUNT = Set.of(
            "set-cookie",
            "set-cookie2",
            "anthropic-organization-id",
            "anthropic-workspace-id",
            "openai-organization",
            "openai-project");

    /** Limits are the account's. Which pages may read an answer is said of the upstream's host. */
    private static final List<String> PREFIXES = List.of(
            "anthropic-ratelimit-",
            "x-ratelimit-",
            "x-codex-primary-",
            "x-codex-secondary-",
            "x-codex-credits-",
            "access-control-");

    /** Fields about the upstream's host, which a client would take for the relay's: its own server sends the first two. */
    private static final Set<String> HOST = Set.of(
            "server",
            "date",
            "alt-svc",
            "strict-transport-security",
            "public-key-pins",
            "expect-ct",
            "nel",
            "report-to",
            "reporting-endpoints",
            "clear-site-data");

    private AnswerHeaders() {}

    /** The fields that the caller gets, in their order. */
    public static Headers forCaller(Headers answer) {
        Set<String> named = namedByConnection(answer);
        return answer.without(field -> staysBehind(field.name().toLowerCase(Locale.ROOT), named));
    }

    private static boolean staysBehind(String name, Set<String> named) {
        return CONNECTION.contains(name)
                || ACCOUNT.contains(name)
                || HOST.contains(name)
                || named.contains(name)
                || PREFIXES.stream().anyMatch(name::startsWith);
    }

    /** A connection field may name others that concern the connection only; it cannot take away what frames the body. */
    private static Set<String> namedByConnection(Headers answer) {
        Set<String> named = new HashSet<>();
        for (Field field : answer.fields()) {
            if (field.isNamed("connection")) {
                Arrays.stream(field.value().split(",", -1))
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .forEach(named::add);
            }
        }
        named.removeAll(Set.of("content-length", "content-type", "content-encoding"));
        return named;
    }
}
