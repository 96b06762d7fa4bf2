package org.llmrelay.fake;

import java.util.List;
import java.util.Optional;

/**
 * Request line and headers as they came.
 *
 * @param target path and query exactly as sent
 */
record RequestHead(String method, String target, List<Header> headers) {

    List<String> values(String name) {
        return headers.stream()
                .filter(header -> header.isNamed(name))
                .map(Header::value)
                .toList();
    }

    Optional<String> first(String name) {
        return values(name).stream().findFirst();
    }

    /** The key in {@code x-api-key}, {@code x-goog-api-key} or after {@code Bearer}; empty where there is none. */
    String credential() {
        return first("x-api-key")
                .or(() -> first("x-goog-api-key"))
                .or(() -> first("api-key"))
                .or(() -> first("authorization")
                        .map(value ->
                                value.replaceFirst("(?i)^Bearer +|^AWS4-HMAC-SHA256 Credential=([^/]+)/.*", "$1")))
                .orElse("");
    }

    boolean wantsClose() {
        return first("connection").filter("close"::equalsIgnoreCase).isPresent();
    }
}
