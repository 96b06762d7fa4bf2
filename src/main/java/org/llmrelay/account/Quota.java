package org.llmrelay.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How much of what its provider grants an account is used, window by window, as the provider said last. */
public record Quota(List<Window> windows) {
    /** The provider has said nothing. */
    public static final Quota UNKNOWN = new Quota(List.of());

    /** Providers do not always round a time to the same second. */
    private static final Duration SAME_WINDOW = Duration.ofMinutes(2);

    public Quota {
        windows = List.copyOf(windows);
    }

    /**
     * One window.
     *
     * @param name the provider's name for it, such as {@code 5h}
     * @param family the model family that alone counts, or null for every model
     * @param percent how much is used; it may be more than 100
     * @param resets when it begins anew
     */
    public record Window(String name, @Nullable String family, int percent, Instant resets) {

        private Window after(Window said) {
            Duration between = Duration.between(resets, said.resets).abs();
            boolean isSame = between.compareTo(SAME_WINDOW) < 0;
            return isSame && percent >= said.percent ? this : said;
        }

        boolean counts(String someFamily, Instant now) {
            return (family == null || family.equals(someFamily)) && now.isBefore(resets);
        }
    }

    /**
     * What is known after the provider has spoken again. Answers may come in another order than they were given: while a window lasts, its percentage does
     * not fall.
     */
    public Quota after(Quota said) {
        if (windows.isEmpty() || said.windows.isEmpty()) {
            return windows.isEmpty() ? said : this;
        }
        Map<String, Window> byName = new LinkedHashMap<>();
        windows.forEach(window -> byName.put(window.name(), window));
        said.windows.forEach(window -> byName.merge(window.name(), window, Window::after));
        return new Quota(List.copyOf(byName.values()));
    }

    /** The window with the most used that counts for a family now. */
    public Optional<Window> fullest(String family, Instant now) {
        return windows.stream()
                .filter(window -> window.counts(family, now))
                .max(Comparator.comparingInt(Window::percent));
    }

    /** The window that has reached a percentage, so that no more should be used for a family now. */
    public Optional<Window> full(int wall, String family, Instant now) {
        return fullest(family, now).filter(window -> window.percent() >= wall);
    }

    /** How much is used for a family; 0 where nothing is known. */
    public int percent(String family, Instant now) {
        return windows.isEmpty() ? 0 : fullest(family, now).map(Window::percent).orElse(0);
    }
}
