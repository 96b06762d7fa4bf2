package org.llmrelay.route;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.llmrelay.secret.Secret;

/**
 * A server that opens tunnels to upstreams. Its own address is the operator's choice and may be a private one.
 *
 * @param host a name or an address, without brackets
 * @param port 1 to 65535
 * @param login null where the proxy lets everybody in
 */
public record Proxy(
        Kind kind, String host, int port, @Nullable Login login) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?");

    public Proxy {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port: " + port + " (expected: 1 to 65535)");
        }
    }

    /** Whether a text can be a proxy's host: a name or an address, without a port. */
    public static boolean isHost(String text) {
        boolean isAddress = IpLiteral.read(text).isPresent() && !text.startsWith("[");
        return isAddress || NAME.matcher(text).matches();
    }

    /** How it is spoken to. */
    public enum Kind {
        /** {@code CONNECT} over plain HTTP. */
        HTTP,
        /** {@code CONNECT} over TLS. */
        HTTPS,
        /** SOCKS 5; names are looked up by the proxy. */
        SOCKS5;

        /** The kind in lower case. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who the proxy takes us for. */
    public record Login(String user, Secret password) {}
}
