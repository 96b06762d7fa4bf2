package org.llmrelay.console.accounts;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.llmrelay.console.Shapes;

/**
 * Which accounts a list shows, and in which order; empty texts leave a choice open. Thread-safe.
 *
 * @param standing {@code trouble}, {@code resting}, {@code ready} or {@code off}
 * @param text a part of the name, of a field or of the proxy
 * @param sort {@code urgency}, {@code name}, {@code priority}, {@code cost} or {@code quota}
 */
record AccountFilter(String standing, String kind, String group, String text, String sort) {
    private static final Comparator<Map<String, Object>> BY_NAME =
            Comparator.comparing(account -> Shapes.text(account, "name").toLowerCase(Locale.ROOT));

    /** Reads what an address says; null is nothing. */
    static AccountFilter read(Map<String, String> said) {
        return new AccountFilter(
                text(said, "standing"), text(said, "kind"), text(said, "group"), text(said, "q"), text(said, "sort"));
    }

    private static String text(Map<String, String> said, String name) {
        return Objects.requireNonNullElse(said.get(name), "");
    }

    List<Map<String, Object>> of(List<Map<String, Object>> accounts) {
        return accounts.stream().filter(this::fits).sorted(order()).toList();
    }

    /** Which of the four an account belongs to. */
    static String standingOf(Map<String, Object> account) {
        Stand stand = stand(account);
        if (stand == Stand.DISABLED) {
            return "off";
        }
        if (stand.waits()) {
            return "trouble";
        }
        return stand.rests() ? "resting" : "ready";
    }

    private static Stand stand(Map<String, Object> account) {
        return Stand.valueOf(Shapes.text(account, "stand").toUpperCase(Locale.ROOT));
    }

    private boolean fits(Map<String, Object> account) {
        return is(standing, standingOf(account)::equals)
                && is(kind, Shapes.text(account, "kind")::equals)
                && is(group, Shapes.list(account, "groups")::contains)
                && is(text.strip().toLowerCase(Locale.ROOT), words(account)::contains);
    }

    private static boolean is(String wish, Predicate<String> fits) {
        return wish.isEmpty() || fits.test(wish);
    }

    private static String words(Map<String, Object> account) {
        Object proxy = Shapes.at(account, "proxy");
        return String.join(
                        "\n",
                        Shapes.text(account, "name"),
                        Shapes.text(account, "id"),
                        Shapes.text(account, "kind_label"),
                        String.valueOf(Shapes.at(account, "fields")),
                        Shapes.text(proxy, "name"),
                        Shapes.text(proxy, "host"))
                .toLowerCase(Locale.ROOT);
    }

    private Comparator<Map<String, Object>> order() {
        Comparator<Map<String, Object>> first =
                switch (sort) {
                    case "name" -> BY_NAME;
                    case "priority" -> by("priority");
                    case "cost" -> by("month", "cost", "rated_microdollars").reversed();
                    case "quota" ->
                        Comparator.<Map<String, Object>>comparingInt(AccountFilter::fullest)
                                .reversed();
                    default -> Comparator.comparing(AccountFilter::stand);
                };
        return first.thenComparing(BY_NAME);
    }

    private static Comparator<Map<String, Object>> by(String... path) {
        return Comparator.comparingLong(account -> Shapes.number(account, path).longValue());
    }

    private static int fullest(Map<String, Object> account) {
        return Shapes.list(account, "state", "quota").stream()
                .mapToInt(window -> Shapes.number(window, "percent").intValue())
                .max()
                .orElse(-1);
    }
}
