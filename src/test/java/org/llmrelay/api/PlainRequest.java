package org.llmrelay.api;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes requests of header fields and a query, and of nothing else. */
final class PlainRequest {
    private PlainRequest() {}

    /** {@code fields} are names and values in turn. */
    static HttpServletRequest with(@Nullable String query, String... fields) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            headers.computeIfAbsent(fields[i], name -> new ArrayList<>()).add(fields[i + 1]);
        }
        return (HttpServletRequest) Proxy.newProxyInstance(
                PlainRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getQueryString" -> query;
                    case "getHeaderNames" -> Collections.enumeration(headers.keySet());
                    case "getHeaders" -> Collections.enumeration(values(headers, arguments[0]));
                    case "getHeader" ->
                        values(headers, arguments[0]).stream().findFirst().orElse(null);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static List<String> values(Map<String, List<String>> headers, Object name) {
        return headers.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase((String) name))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }
}
