package org.llmrelay.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/**
 * The web origins from whose pages browsers may call.
 *
 * @param allowed such as {@code https://chat.example}; {@link #ANY} for all of them; none is the usual
 */
public record Origins(List<String> allowed) {
    public static final String ANY = "*";
    public static final Origins NONE = new Origins(List.of());

    public Origins {
        allowed = List.copyOf(allowed);
        if (!allowed.stream().allMatch(Origins::isOrigin)) {
            throw new IllegalArgumentException("origins: " + allowed + " (expected: * or origins)");
        }
    }

    /** Whether a text is {@link #ANY} or an origin as browsers send it: scheme, host and perhaps a port, in lower case. */
    public static boolean isOrigin(String text) {
        if (text.equals(ANY)) {
            return true;
        }
        try {
            URI uri = new URI(text);
            return uri.getScheme() != null
                    && uri.getHost() != null
                    && text.equals((uri.getScheme() + "://" + uri.getAuthority()).toLowerCase(Locale.ROOT))
                    && uri.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    public boolean areAny() {
        return allowed.contains(ANY);
    }

    public boolean allow(String origin) {
        return areAny() || allowed.contains(origin);
    }
}
