package org.llmrelay.console.accounts;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.llmrelay.console.Shapes;

/** What somebody fills in about how much an account works. Money is in dollars, times are in the operator's zone, patterns stand in lines. */
public final class DutyEntry implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int MICROS = 6;
    private static final List<String> AS_THEY_ARE = List.of(
            "weight", "enabled", "stop_at_percent", "reserved_percent", "never_rests", "check_minutes", "check_model");
    private static final List<String> COUNTS = List.of("concurrency", "requests_per_minute", "tokens_per_minute");

    private final HashMap<String, Object> values = new HashMap<>();
    private final HashMap<String, Object> limits = new HashMap<>();
    private final ZoneId zone;

    private DutyEntry(ZoneId zone) {
        this.zone = zone;
    }

    /** From an account as the API shows it. */
    static DutyEntry of(Map<String, Object> account, ZoneId zone) {
        DutyEntry entry = new DutyEntry(zone);
        AS_THEY_ARE.forEach(name -> entry.values.put(name, wide(account.get(name))));
        COUNTS.forEach(name -> entry.limits.put(name, wide(Shapes.at(account, "limits", name))));
        entry.limits.put("time_zone", Shapes.text(account, "limits", "time_zone"));
        if (Shapes.at(account, "limits", "daily_cost") instanceof Number micros) {
            entry.limits.put(
                    "daily_cost", BigDecimal.valueOf(micros.longValue(), MICROS).stripTrailingZeros());
        }
        entry.values.put(
                "only_models",
                Shapes.list(account, "only_models").stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining("\n")));
        String expires = Shapes.text(account, "expires_at");
        entry.values.put("expires_at", expires.isEmpty() ? null : entry.local(Instant.parse(expires)));
        return entry;
    }

    private static @Nullable Object wide(@Nullable Object value) {
        return value instanceof Number number ? (Long) number.longValue() : value;
    }

    private String local(Instant time) {
        return LocalDateTime.ofInstant(time, zone)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    /** What a desk takes. */
    Map<String, Object> form() {
        Map<String, Object> form = new LinkedHashMap<>();
        AS_THEY_ARE.forEach(name -> form.put(name, values.get(name)));
        // Where a number must be there, nothing is said instead of null: the desk keeps the one before.
        Stream.of("weight", "stop_at_percent", "reserved_percent").forEach(name -> {
            if (form.get(name) == null) {
                form.remove(name);
            }
        });
        form.put("only_models", lines(values.get("only_models")));
        form.put("expires_at", instant(values.get("expires_at")));
        Map<String, Object> caps = new LinkedHashMap<>();
        COUNTS.forEach(name -> caps.put(name, limits.get(name)));
        caps.put("daily_cost", micros(limits.get("daily_cost")));
        if (limits.get("time_zone") != null) {
            caps.put("time_zone", limits.get("time_zone"));
        }
        form.put("limits", caps);
        return form;
    }

    private static List<String> lines(@Nullable Object text) {
        return Objects.toString(text, "")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static @Nullable Object micros(@Nullable Object dollars) {
        return dollars instanceof BigDecimal amount
                ? (Long) amount.movePointRight(MICROS)
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValue()
                : null;
    }

    /** What cannot be read is left to the desk, which says so. */
    private @Nullable Object instant(@Nullable Object text) {
        if (text == null) {
            return null;
        }
        try {
            return LocalDateTime.parse(text.toString()).atZone(zone).toInstant().toString();
        } catch (DateTimeException e) {
            return text;
        }
    }

    /** {@code weight}, {@code stop_at_percent} and so on. */
    public Map<String, Object> getValues() {
        return values;
    }

    public Map<String, Object> getLimits() {
        return limits;
    }
}
