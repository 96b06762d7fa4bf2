package org.llmrelay.provider;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.llmrelay.call.Headers;

/**
 * Decides what the caller sees of an answer's header fields. A deny list: what concerns one connection, and what tells about the account, stays behind;
 * all else, known or not, passes.
 */
public final class AnswerHeaders {
    private static final Set<String> STAY_BEHIND = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authentication-info",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "set-cookie",
            "set-cookie2",
            "anthropic-organization-id",
            "openai-organization",
            "openai-project");

    private AnswerHeaders() {}

    public static Headers forCaller(Headers headers) {
        Set<String> ofConnection = headers.stream()
                .filter(field -> field.isNamed("connection"))
                .flatMap(field -> Arrays.stream(field.value().split(",")))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return headers.without(field -> {
            String name = field.name().toLowerCase(Locale.ROOT);
            return STAY_BEHIND.contains(name) || ofConnection.contains(name) || tellsLimits(name);
        });
    }

    private static boolean tellsLimits(String name) {
        return name.startsWith("anthropic-ratelimit-") || name.startsWith("x-ratelimit-");
    }
}
