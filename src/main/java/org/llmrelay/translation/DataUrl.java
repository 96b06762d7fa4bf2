package org.llmrelay.translation;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A URL that holds its content, such as {@code data:image/png;base64,iVBO…}. */
record DataUrl(String type, String base64) {
    private static final String SCHEME = "data:";
    private static final String BASE64 = ";base64";

    /** The data URL in a text, or null where it is a URL of another kind. */
    static @Nullable DataUrl of(String url) {
        if (!url.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        int comma = url.indexOf(',');
        String head = comma < 0 ? "" : url.substring(SCHEME.length(), comma);
        if (!head.toLowerCase(Locale.ROOT).endsWith(BASE64)) {
            throw new UntranslatableException("A data URL must be in base64.");
        }
        String type = head.substring(0, head.length() - BASE64.length());
        int parameters = type.indexOf(';');
        return new DataUrl(parameters < 0 ? type : type.substring(0, parameters), url.substring(comma + 1));
    }
}
