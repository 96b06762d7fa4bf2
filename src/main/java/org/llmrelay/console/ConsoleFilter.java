package org.llmrelay.console;

import jakarta.faces.application.ViewExpiredException;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.signin.Identity;
import org.llmrelay.signin.Sessions;

/** Stands before the console's pages, and the holders' page: lets those in who signed in, and takes forms from our own pages only. Thread-safe. */
@WebFilter(
        urlPatterns = {"/web", "/web/*", "/stats"},
        asyncSupported = true)
public class ConsoleFilter extends HttpFilter {
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final String SIGN_IN = "/web/sign-in";
    private static final String HOME = "/web/dashboard";
    /** Pages for everybody. */
    private static final Set<String> OPEN = Set.of(SIGN_IN, "/stats", IconServlet.PATH);

    /** What the page's script knows as the end of a session. */
    private static final String ENDED = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><partial-response><error>"
            + "<error-name>session-ended</error-name><error-message>session-ended</error-message>"
            + "</error></partial-response>";

    private transient @Nullable Sessions sessions;

    /** Called by the container. */
    @Inject
    public void wire(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        harden(response);
        if (!READING.contains(request.getMethod()) && !isOurs(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (path.equals("/web") || path.equals("/web/")) {
            response.sendRedirect(request.getContextPath() + HOME);
            return;
        }
        Optional<Identity> identity = SessionCookie.in(request).flatMap(token -> known(token));
        if (identity.isPresent()) {
            show(new SignedInRequest(request, identity.get()), response, chain);
        } else if (OPEN.contains(request.getServletPath())) {
            show(request, response, chain);
        } else {
            turnAway(request, response, path);
        }
    }

    /** A form of a page that the server has forgotten shows the page anew, where what was typed is filled in again. */
    private static void show(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException e) {
            if (!(e.getRootCause() instanceof ViewExpiredException) || response.isCommitted()) {
                throw e;
            }
            response.reset();
            harden(response);
            response.addCookie(unsent(request));
            response.sendRedirect(address(request));
        }
    }

    /** Tells the page's script that a form was not taken. */
    private static Cookie unsent(HttpServletRequest request) {
        Cookie cookie = new Cookie("relay_unsent", "1");
        cookie.setPath(request.getContextPath() + "/web");
        cookie.setAttribute("SameSite", "Lax");
        return cookie;
    }

    private static String address(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
    }

    private Optional<Identity> known(String token) {
        return sessions == null ? Optional.empty() : sessions.identify(token);
    }

    private static void harden(HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cache-Control", "no-store");
    }

    /** Browsers tell where a form comes from; what is no browser sends no cookies by itself. */
    private static boolean isOurs(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String origin = request.getHeader("Origin");
        return origin == null || authority(origin).equals(request.getHeader("Host"));
    }

    private static String authority(String origin) {
        try {
            return String.valueOf(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static void turnAway(HttpServletRequest request, HttpServletResponse response, String path)
            throws IOException {
        if ("partial/ajax".equals(request.getHeader("Faces-Request"))) {
            response.setContentType("text/xml;charset=UTF-8");
            response.getWriter().write(ENDED);
            return;
        }
        if (!READING.contains(request.getMethod())) {
            response.addCookie(unsent(request));
        }
        String query = request.getQueryString();
        String to = URLEncoder.encode(query == null ? path : path + "?" + query, StandardCharsets.UTF_8);
        response.sendRedirect(request.getContextPath() + SIGN_IN + (path.equals(HOME) ? "" : "?to=" + to));
    }
}
