package org.llmrelay.provider;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The address below which an API lives: scheme, host and perhaps a path of the operator's. Immutable. */
public final class BaseUrl {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String LEGAL_IN_QUERY = "-_.~!$&'()*+,;=:@/?[]";

    private final URI uri;
    private final String path;
    private final String prefix;

    private BaseUrl(URI uri, String path) {
        this.uri = uri;
        this.path = path;
        this.prefix = uri.getScheme() + "://" + uri.getRawAuthority() + path;
    }

    /**
     * @param surplus the ends of paths that people copy along with a base URL, which are cut off; the first one that fits counts
     * @throws IllegalArgumentException when {@link #isUsable} says no
     */
    public static BaseUrl of(String text, List<String> surplus) {
        if (!isUsable(text)) {
            // The text itself may hold a password.
            throw new IllegalArgumentException(
                    "base URL: not usable (expected: an http or https URL without user or query)");
        }
        URI uri = URI.create(text.strip());
        return new BaseUrl(uri, pathWithout(surplus, uri));
    }

    public static boolean isUsable(String text) {
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

    private static String pathWithout(List<String> endings, URI uri) {
        String path = withoutSlashes(uri.getRawPath());
        for (String surplus : endings) {
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

    /** In lower case. */
    public String host() {
        return uri.getHost().toLowerCase(Locale.ROOT);
    }

    /** The path that all addresses begin with, without a slash at its end; often empty. */
    public String path() {
        return path;
    }

    /** The address of a path such as {@code /v1/messages}, with the raw query that a caller sent. */
    public URI resolve(String below, @Nullable String query) {
        return URI.create(query == null ? prefix + below : prefix + below + "?" + legal(query));
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
