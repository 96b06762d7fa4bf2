package org.llmrelay.console;

import jakarta.faces.FactoryFinder;
import jakarta.faces.context.FacesContext;
import jakarta.faces.context.FacesContextFactory;
import jakarta.faces.lifecycle.Lifecycle;
import jakarta.faces.lifecycle.LifecycleFactory;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.MappingMatch;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Instant;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.llmrelay.signin.Identity;
import org.llmrelay.signin.Role;

/**
 * Draws pages as for a browser that asks for them, with stand-ins for all that the container would give: nothing comes in from outside, and nothing goes out.
 * Confined to one thread at a time.
 */
final class Stage {
    /** Those who may change things see the most. They have no name, no token and no session that anybody could take up. */
    private static final Identity NOBODY = new Identity("", Role.OPERATOR, Instant.MAX);

    private final ServletContext server;
    private final HttpSession session;

    Stage(ServletContext server) {
        this.server = server;
        this.session = StandIn.of(HttpSession.class, Map.of("getId", "rehearsal", "getServletContext", server));
    }

    /**
     * What is asked for.
     *
     * @param page its address in the relay, without parameters
     */
    record Scene(String page, Map<String, String> parameters, Locale locale) {}

    /** @throws RuntimeException when the page cannot be drawn */
    void draw(Scene scene) {
        HttpServletResponse answer = StandIn.of(
                HttpServletResponse.class,
                Map.of("getWriter", new PrintWriter(Writer.nullWriter()), "getCharacterEncoding", "UTF-8"));
        HttpServletRequest request = request(scene);
        request.setAttribute(Identity.class.getName(), NOBODY);
        Lifecycle lifecycle = factory(FactoryFinder.LIFECYCLE_FACTORY, LifecycleFactory.class)
                .getLifecycle(LifecycleFactory.DEFAULT_LIFECYCLE);
        FacesContext context = factory(FactoryFinder.FACES_CONTEXT_FACTORY, FacesContextFactory.class)
                .getFacesContext(server, request, answer, lifecycle);
        try {
            lifecycle.attachWindow(context);
            lifecycle.execute(context);
            lifecycle.render(context);
        } finally {
            context.release();
        }
    }

    private static <T> T factory(String name, Class<T> type) {
        return type.cast(FactoryFinder.getFactory(name));
    }

    private HttpServletRequest request(Scene scene) {
        String page = scene.page();
        HttpServletMapping mapping = StandIn.of(
                HttpServletMapping.class,
                Map.of(
                        "getMatchValue",
                        page.substring(1),
                        "getPattern",
                        page,
                        "getServletName",
                        "rehearsal",
                        "getMappingMatch",
                        MappingMatch.EXACT));
        HttpServletRequest bare = StandIn.of(
                HttpServletRequest.class,
                Map.ofEntries(
                        Map.entry("getMethod", "GET"),
                        Map.entry("getContextPath", server.getContextPath()),
                        Map.entry("getServletPath", page),
                        Map.entry("getRequestURI", server.getContextPath() + page),
                        Map.entry("getHttpServletMapping", mapping),
                        Map.entry("getScheme", "http"),
                        Map.entry("getServerName", "localhost"),
                        Map.entry("getRemoteAddr", "127.0.0.1"),
                        Map.entry("getCharacterEncoding", "UTF-8"),
                        Map.entry("getCookies", new Cookie[0]),
                        Map.entry("getLocale", scene.locale()),
                        Map.entry("getLocales", Collections.enumeration(List.of(scene.locale()))),
                        Map.entry("getServletContext", server),
                        Map.entry("getSession", session)));
        return new Asked(bare, scene.parameters());
    }

    /** A request with parameters. */
    private static final class Asked extends HttpServletRequestWrapper {
        private final Map<String, String> parameters;

        Asked(HttpServletRequest bare, Map<String, String> parameters) {
            super(bare);
            this.parameters = parameters;
        }

        @Override
        public @Nullable String getParameter(String name) {
            return parameters.get(name);
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            String value = parameters.get(name);
            return value == null ? null : new String[] {value};
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(parameters.keySet());
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return parameters.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> new String[] {entry.getValue()}));
        }
    }
}
