package org.llmrelay.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.RangeQuery;
import org.llmrelay.usage.Calendar;

/** Which time the dashboard shows, and in which parts, as its address says. Confined to one request. */
@Named
@RequestScoped
public class DashboardSpan {
    private static final Set<String> GRAINS = Set.of("hour", "day");
    private static final Set<String> TIME = Set.of("range", "from", "to");

    private final Map<String, String> wish = new HashMap<>();
    private @Nullable Calendar calendar;

    /** Called by the container. */
    @Inject
    public void wire(Calendar calendar) {
        this.calendar = calendar;
    }

    RangeQuery query() {
        return isOwn()
                ? new RangeQuery(null, said("from", ""), said("to", today()))
                : new RangeQuery(said("range", "today"), null, null);
    }

    private String today() {
        return Objects.requireNonNull(calendar).today().toString();
    }

    /** Null where the length of the time says it. */
    @Nullable
    String grain() {
        String grain = getGrain();
        return grain.isEmpty() ? null : grain;
    }

    public String getGrain() {
        String grain = said("grain", "");
        return GRAINS.contains(grain) ? grain : "";
    }

    /** The word for the time; empty where days are given. */
    public String getRange() {
        return isOwn() ? "" : said("range", "today");
    }

    private boolean isOwn() {
        return !said("from", "").isEmpty() || !said("to", "").isEmpty();
    }

    private String said(String name, String missing) {
        String text = wish.get(name);
        return text == null || text.isBlank() ? missing : text.strip();
    }

    /** What follows the question mark of an address that shows the same time, but for one thing. */
    public String with(String name, String value) {
        Map<String, String> other = new TreeMap<>(wish);
        other.put(name, value);
        return written(other);
    }

    /** What follows the question mark of the address of a report on the same time. */
    public String report(String of) {
        Map<String, String> other = new TreeMap<>(wish);
        other.keySet().retainAll(TIME);
        other.put("of", of);
        if (!isOwn()) {
            other.put("range", getRange());
        }
        return written(other);
    }

    private static String written(Map<String, String> parameters) {
        parameters.values().removeIf(text -> text == null || text.isBlank());
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** By the names of the parameters: {@code range}, or {@code from} and {@code to}; {@code grain}; {@code by}. */
    public Map<String, String> getWish() {
        return wish;
    }
}
