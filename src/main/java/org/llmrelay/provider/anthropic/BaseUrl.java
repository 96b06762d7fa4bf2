package org.llmrelay.provider.anthropic;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The address below which an API lives: scheme, host and perhaps a path of the operator's. Immutable. */
final class BaseUrl {
    /** What people copy along with a base URL. */
    private static final List<String> SURPLUS = List.of("/v1/messages", "/v1");

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String LEGAL_IN_QUERY = "-_.~!$&'()*+,;=:@/?[]";

    private final URI uri;
    private final String prefix;

    private BaseUrl(URI uri) {
        this.uri = uri;
        this.prefix = uri.getScheme() + "://" + uri.getRawAuthority() + pathWithoutSurplus(uri);
    }

    /** @throws IllegalArgumentException when {@link #isUsable} says no */
    static BaseUrl of(String text) {
        if (!isUsable(text)) {
            // The text itself may hold a password.
            throw new IllegalArgumentException(
                    "base URL: not usable (expected: an http or https URL without user or query)");
        }
        return new BaseUrl(URI.create(text.strip()));
    }

    static boolean isUsable(String text) {
        try {
            URI uri = new URI(text.strip());
            return isHttp(uri)
                    && uri.getHost() != null
                    && uri.getPort() <= 65_535
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isHttp(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    }

    private static String pathWithoutSurplus(URI uri) {
        String path = withoutSlashes(uri.getRawPath());
        for (String surplus : SURPLUS) {
            if (path.endsWith(surplus)) {
                return withoutSlashes(path.substring(0, path.length() - surplus.length()));
            }
        }
        return path;
    }

    private static String withoutSlashes(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    String host() {
        return uri.getHost().toLowerCase(Locale.ROOT);
    }

    /** The address of a path such as {@code /v1/messages}, with the raw query that a caller sent. */
    URI resolve(String path, @Nullable String query) {
        return URI.create(query == null ? prefix + path : prefix + path + "?" + legal(query));
    }

    /** The query as it came, except that what no URL may hold is escaped: servers take it, the URI type does not. */
    private static String legal(String query) {
        StringBuilder legal = new StringBuilder(query.length());
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            if (isLegal(c) || (c == '%' && isEscape(query, i))) {
                legal.append(c);
            } else {
                appendEscaped(legal, c);
            }
        }
        return legal.toString();
    }

    private static boolean isLegal(char c) {
        return isAlphanumeric(c) || LEGAL_IN_QUERY.indexOf(c) >= 0;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean isEscape(String query, int percent) {
        return percent + 2 < query.length()
                && Character.digit(query.charAt(percent + 1), 16) >= 0
                && Character.digit(query.charAt(percent + 2), 16) >= 0;
    }

    private static void appendEscaped(StringBuilder legal, char c) {
        for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
            legal.append('%').append(HEX.toHexDigits(b));
        }
    }
}
