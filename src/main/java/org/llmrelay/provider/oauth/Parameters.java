package org.llmrelay.provider.oauth;

import java.util.LinkedHashMap;
import java.util.Map;

/** Names and values in order. */
public final class Parameters {
    private Parameters() {}

    /** Names and values in turn. */
    public static Map<String, String> of(String... namesAndValues) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return parameters;
    }

    static Map<String, String> both(Map<String, String> some, Map<String, String> more) {
        Map<String, String> both = new LinkedHashMap<>(some);
        both.putAll(more);
        return both;
    }
}
