package org.llmrelay.provider.oauth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** How parameters are written. */
public enum Encoding {
    FORM("application/x-www-form-urlencoded") {
        @Override
        String write(Map<String, String> parameters) {
            return form(parameters);
        }
    },
    JSON("application/json") {
        @Override
        String write(Map<String, String> parameters) {
            return Json.write(parameters);
        }
    };

    private final String mediaType;

    Encoding(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    abstract String write(Map<String, String> parameters);

    /** Parameters as they stand in a form or behind a question mark. */
    static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> escaped(entry.getKey()) + "=" + escaped(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
