package org.llmrelay.console;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.llmrelay.secret.Secret;

/** The cookie that carries the token of somebody who signed in. */
final class SessionCookie {
    private static final String NAME = "relay_session";
    private static final String PATH = "/web";

    private SessionCookie() {}

    static Optional<String> in(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(NAME))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    static void set(HttpServletRequest request, HttpServletResponse response, Secret token, Duration lasting) {
        response.addCookie(cookie(request, token.reveal(), (int) lasting.toSeconds()));
    }

    static void clear(HttpServletRequest request, HttpServletResponse response) {
        response.addCookie(cookie(request, "", 0));
    }

    private static Cookie cookie(HttpServletRequest request, String value, int seconds) {
        Cookie cookie = new Cookie(NAME, value);
        cookie.setPath(request.getContextPath() + PATH);
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure() || isSecureBefore(request));
        cookie.setAttribute("SameSite", "Lax");
        cookie.setMaxAge(seconds);
        return cookie;
    }

    /** Whether the first proxy took the request over TLS. Whoever makes this up locks out nobody but himself. */
    private static boolean isSecureBefore(HttpServletRequest request) {
        String schemes = request.getHeader("X-Forwarded-Proto");
        return schemes != null && schemes.split(",", 2)[0].strip().equalsIgnoreCase("https");
    }
}
