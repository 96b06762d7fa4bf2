package org.llmrelay.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** A text that an operator may change. */
public enum TextSetting {
    /** What the console calls itself. */
    NAME("branding.name", "LLM Relay", 40, ""),
    /** The console's icon, as a {@code data:} address of a PNG; empty for the relay's own. */
    ICON("branding.icon", "", Icon.LONGEST, "must be a data: address of a PNG of up to 512 pixels a side and 32 KiB"),
    /** Shown to all who sign in. */
    CONSOLE_NOTICE("notices.console", "", Lengths.LONG, ""),
    /** Shown to holders of keys. */
    HOLDERS_NOTICE("notices.holders", "", Lengths.LONG, ""),
    /** Where holders reach the relay, without a slash at the end; empty for where each asks from. */
    PUBLIC_ADDRESS(
            "public_address", "", 255, "must be an address such as https://relay.example, without a slash at the end"),
    /** What new keys are limited by, in the form of the admin API; empty for no limits. */
    KEY_LIMITS("new_keys.limits", "", 20_000, "");

    private static final Set<String> WAYS = Set.of("http", "https");

    private final String code;
    private final String usual;
    private final int longest;
    private final String expected;

    TextSetting(String code, String usual, int longest, String expected) {
        this.code = code;
        this.usual = usual;
        this.longest = longest;
        this.expected = expected;
    }

    /** Its name in the admin API. */
    public String code() {
        return code;
    }

    /** What holds where nobody saved another. */
    public String usual() {
        return usual;
    }

    /** In characters. */
    public int longest() {
        return longest;
    }

    /** Whether it may have several lines. */
    public boolean isLong() {
        return longest == Lengths.LONG;
    }

    /** What is said of a text that does not fit. */
    public String expected() {
        return expected;
    }

    /** Whether a text that is not empty may be saved. */
    public boolean fits(String text) {
        return text.length() <= longest && hasForm(text);
    }

    private boolean hasForm(String text) {
        return switch (this) {
            case ICON -> Icon.isIcon(text);
            case PUBLIC_ADDRESS -> isAddress(text);
            default -> true;
        };
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = new URI(text);
            return uri.getScheme() != null
                    && WAYS.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && !text.endsWith("/");
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Enums cannot name their own constants before they are made. */
    private static final class Lengths {
        static final int LONG = 2_000;
    }
}
