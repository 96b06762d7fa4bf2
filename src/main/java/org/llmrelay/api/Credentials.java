package org.llmrelay.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.secret.Secret;

/** Where callers put their key. Thread-safe. */
public final class Credentials {
    /** In lower case; none of these headers goes on to an upstream. */
    static final Set<String> HEADERS = Set.of("x-api-key", "authorization", "x-goog-api-key", "api-key");

    private static final String BEARER = "bearer ";
    // Keys of ours are far shorter; what is cut here matches none.
    private static final int LONGEST = 512;

    private Credentials() {}

    /** The first key that is not empty: {@code x-api-key}, Bearer, {@code x-goog-api-key}, {@code api-key}, {@code ?key=}; or null. */
    public static @Nullable Secret of(HttpServletRequest request) {
        String text = text(request.getHeader("x-api-key"));
        if (text == null) {
            text = bearer(request.getHeader("authorization"));
        }
        if (text == null) {
            text = text(request.getHeader("x-goog-api-key"));
        }
        if (text == null) {
            text = text(request.getHeader("api-key"));
        }
        if (text == null) {
            text = text(QueryKey.in(request.getQueryString()));
        }
        return text == null ? null : Secret.of(text);
    }

    private static @Nullable String bearer(@Nullable String authorization) {
        String text = text(authorization);
        if (text == null || !text.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return null;
        }
        return text(text.substring(BEARER.length()));
    }

    private static @Nullable String text(@Nullable String value) {
        if (value == null) {
            return null;
        }
        String stripped = value.strip();
        if (stripped.isEmpty()) {
            return null;
        }
        return stripped.length() > LONGEST ? stripped.substring(0, LONGEST) : stripped;
    }
}
