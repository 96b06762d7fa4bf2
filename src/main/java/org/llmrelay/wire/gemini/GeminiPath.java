package org.llmrelay.wire.gemini;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.llmrelay.wire.Utf8;

/**
 * The path of a call, which names the model and what is wanted of it.
 *
 * @param version such as {@code v1beta}
 * @param model decoded
 * @param method such as {@code generateContent}
 */
public record GeminiPath(String version, String model, String method) {
    private static final String USUAL_VERSION = "v1beta";
    private static final int LONGEST_MODEL = 256;
    private static final Pattern FORM = Pattern.compile("(?:/(v1beta|v1))?/models/([^/]+)");
    private static final Pattern PROPER = Pattern.compile("(?:[^%]|%[0-9A-Fa-f]{2})*");
    private static final Pattern UNUSUAL = Pattern.compile("[/\\p{Cntrl}]|^\\.\\.?$");

    /**
     * Reads a raw path, with or without a version.
     *
     * @return nothing where it names no model and method, or names a model that no path of a provider could hold
     */
    public static Optional<GeminiPath> of(String raw) {
        Matcher form = FORM.matcher(raw);
        if (!form.matches() || !PROPER.matcher(form.group(2)).matches()) {
            return Optional.empty();
        }
        String version = form.group(1) == null ? USUAL_VERSION : form.group(1);
        String target = decoded(form.group(2));
        int colon = target.lastIndexOf(':');
        if (colon < 1) {
            return Optional.empty();
        }
        String model = target.substring(0, colon);
        boolean usual =
                model.length() <= LONGEST_MODEL && !UNUSUAL.matcher(model).find() && isText(form.group(2));
        return usual ? Optional.of(new GeminiPath(version, model, target.substring(colon + 1))) : Optional.empty();
    }

    /** The path as it goes to a provider, who so reads the very model that was read here. */
    public String text() {
        return "/" + version + "/models/" + encoded(model) + ":" + method;
    }

    private static String decoded(String text) {
        // A plus is a plus in a path.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Whether what is escaped is UTF-8: another reader might see another model else. */
    private static boolean isText(String raw) {
        String bytes = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
        return Utf8.isProper(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }
}
