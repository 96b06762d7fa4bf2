package org.llmrelay.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.llmrelay.settings.Origins;

/**
 * Tells browsers, in the words of CORS, that a page may read what comes back, whatever it is; and answers what they ask beforehand, without a key, because
 * they send none then. Keys travel in header fields that pages set themselves: cookies are never allowed. Thread-safe.
 */
final class OriginFilter extends HttpFilter {
    private static final String ORIGIN = "Origin";
    private static final String ASKED_METHOD = "Access-Control-Request-Method";
    private static final String ASKED_FIELDS = "Access-Control-Request-Headers";
    private static final String REMEMBERED_SECONDS = "600";

    private final transient Supplier<Origins> origins;

    OriginFilter(Supplier<Origins> origins) {
        this.origins = origins;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String origin = request.getHeader(ORIGIN);
        if (origin == null || !allow(origin, response)) {
            chain.doFilter(request, response);
            return;
        }
        if ("OPTIONS".equals(request.getMethod()) && request.getHeader(ASKED_METHOD) != null) {
            answer(request, response);
            return;
        }
        response.setHeader("Access-Control-Expose-Headers", "*");
        chain.doFilter(request, response);
    }

    private boolean allow(String origin, HttpServletResponse response) {
        Origins now = origins.get();
        if (!now.areAny()) {
            // Whatever keeps answers must keep one for each origin.
            response.addHeader("Vary", ORIGIN);
        }
        if (!now.allow(origin)) {
            return false;
        }
        response.setHeader("Access-Control-Allow-Origin", now.areAny() ? Origins.ANY : origin);
        return true;
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Methods", "GET, HEAD, POST");
        String fields = request.getHeader(ASKED_FIELDS);
        if (fields != null) {
            response.setHeader("Access-Control-Allow-Headers", fields);
        }
        response.setHeader("Access-Control-Max-Age", REMEMBERED_SECONDS);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
