package org.llmrelay.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameter {@code key} of a raw query. Thread-safe. */
final class QueryKey {
    private static final String NAME = "key";

    private QueryKey() {}

    /** The first value, decoded, or null where the query has none. */
    static @Nullable String in(@Nullable String query) {
        if (query == null) {
            return null;
        }
        for (String part : query.split("&", -1)) {
            if (isKey(part)) {
                int equals = part.indexOf('=');
                return equals < 0 ? "" : decoded(part.substring(equals + 1));
            }
        }
        return null;
    }

    /** The query without the parameter and otherwise as it came, or null where nothing is left. */
    static @Nullable String cutFrom(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return null;
        }
        if (in(query) == null) {
            return query;
        }
        String rest =
                Arrays.stream(query.split("&", -1)).filter(part -> !isKey(part)).collect(Collectors.joining("&"));
        return rest.isEmpty() ? null : rest;
    }

    private static boolean isKey(String part) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? part : part.substring(0, equals);
        return name.equals(NAME) || (name.indexOf('%') >= 0 && decoded(name).equals(NAME));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
