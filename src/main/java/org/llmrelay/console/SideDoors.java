package org.llmrelay.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;

/**
 * Closes the addresses that Faces opens by itself besides a page's own: {@link ConsoleFilter} stands before the pages' own only. Thread-safe.
 */
@WebFilter(
        urlPatterns = {"/faces/*", "*.xhtml", "*.jsf", "*.faces"},
        asyncSupported = true)
public class SideDoors extends HttpFilter {
    private static final Set<String> RESOURCES = Set.of("/faces/jakarta.faces.resource/", "/jakarta.faces.resource/");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
        if (RESOURCES.stream().anyMatch(path::startsWith)) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
