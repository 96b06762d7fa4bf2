package org.llmrelay.console.accounts;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.llmrelay.console.Redirect;

/** Addresses of pages. */
final class Addresses {
    private Addresses() {}

    /** The query of an address, such as {@code ?kind=droid}, with what has a text; a question mark alone where nothing has. */
    static String query(Map<String, String> parameters) {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .filter(one -> one.getValue() != null && !one.getValue().isEmpty())
                        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }

    /** Leads the visitor to a page about something with an id. */
    static void go(String page, String id) throws IOException {
        Redirect.to("/web/" + page + query(Map.of("id", id)));
    }
}
