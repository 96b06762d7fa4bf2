package org.llmrelay.undertow;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.Cookie;
import io.undertow.server.handlers.CookieSameSiteMode;
import io.undertow.server.session.SessionConfig;
import io.undertow.util.Headers;
import org.jspecify.annotations.Nullable;

/** Sends a session's cookie so that no script reads it, no other site sends it along, and behind TLS no plain connection carries it. Thread-safe. */
final class GuardedSessionConfig implements SessionConfig {
    private final SessionConfig config;

    GuardedSessionConfig(SessionConfig config) {
        this.config = config;
    }

    @Override
    public void setSessionId(HttpServerExchange exchange, String id) {
        config.setSessionId(exchange, id);
        boolean isSecure = exchange.isSecure() || isSecureBefore(exchange);
        for (Cookie cookie : exchange.responseCookies()) {
            // The server may have put its own name behind the id.
            if (cookie.getValue().startsWith(id)) {
                guard(cookie, isSecure);
            }
        }
    }

    private static void guard(Cookie cookie, boolean isSecure) {
        cookie.setHttpOnly(true).setSameSiteMode(CookieSameSiteMode.LAX.toString());
        if (isSecure) {
            cookie.setSecure(true);
        }
    }

    /** Whether the first proxy took the request over TLS. Whoever makes this up locks out nobody but himself. */
    private static boolean isSecureBefore(HttpServerExchange exchange) {
        String schemes = exchange.getRequestHeaders().getFirst(Headers.X_FORWARDED_PROTO);
        return schemes != null && schemes.split(",", 2)[0].strip().equalsIgnoreCase("https");
    }

    @Override
    public void clearSession(HttpServerExchange exchange, String id) {
        config.clearSession(exchange, id);
    }

    @Override
    public @Nullable String findSessionId(HttpServerExchange exchange) {
        return config.findSessionId(exchange);
    }

    @Override
    public SessionCookieSource sessionCookieSource(HttpServerExchange exchange) {
        return config.sessionCookieSource(exchange);
    }

    @Override
    public String rewriteUrl(String url, String id) {
        return config.rewriteUrl(url, id);
    }
}
