package org.llmrelay.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.llmrelay.call.Headers;

/**
 * The header fields of a request that are meant for the provider: all but a short list of those that are not, so that a field nobody has heard of
 * passes. Thread-safe.
 */
final class RequestHeaders {
    /** Between the caller and us; {@code Connection} may name more. */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings",
            "host",
            "content-length",
            "expect");

    /** What proxies in front of us say about the caller, and cookies that were set for our host. */
    private static final Set<String> NOT_FOR_PROVIDERS = Set.of(
            "cookie",
            "forwarded",
            "via",
            "x-real-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "x-original-forwarded-for",
            "true-client-ip",
            "fastly-client-ip",
            "cdn-loop",
            "x-envoy-external-address");

    private static final List<String> PROXY_PREFIXES = List.of("x-forwarded-", "cf-", "sec-websocket-");

    private RequestHeaders() {}

    /** In the order and the case in which the server hands them out. */
    static Headers of(HttpServletRequest request) {
        Set<String> named = namedByConnection(request);
        List<Headers.Field> fields = new ArrayList<>();
        for (Enumeration<String> names = request.getHeaderNames(); names.hasMoreElements(); ) {
            String name = names.nextElement();
            String lower = name.toLowerCase(Locale.ROOT);
            if (goesOn(lower) && !named.contains(lower)) {
                for (Enumeration<String> values = request.getHeaders(name); values.hasMoreElements(); ) {
                    fields.add(new Headers.Field(name, values.nextElement()));
                }
            }
        }
        return Headers.of(fields);
    }

    private static boolean goesOn(String lower) {
        if (HOP_BY_HOP.contains(lower) || Credentials.HEADERS.contains(lower) || NOT_FOR_PROVIDERS.contains(lower)) {
            return false;
        }
        for (String prefix : PROXY_PREFIXES) {
            if (lower.startsWith(prefix)) {
                return false;
            }
        }
        return true;
    }

    private static Set<String> namedByConnection(HttpServletRequest request) {
        String only = request.getHeader("connection");
        if (only == null || only.equalsIgnoreCase("keep-alive") || only.equalsIgnoreCase("close")) {
            return Set.of();
        }
        Set<String> named = new HashSet<>();
        for (String value : Collections.list(request.getHeaders("connection"))) {
            for (String name : value.split(",", -1)) {
                named.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        return named;
    }
}
