package org.llmrelay.console.keys;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.llmrelay.console.Charts;
import org.llmrelay.console.Shapes;

/** What keys have used in some days, by model and by day: made of a {@code KeyUsage} of the API. Immutable. */
public final class UsageParts {
    private static final int SHOWN = 5;
    private static final double DOLLAR = 1_000_000;

    private final List<Map<String, Object>> parts;
    private final List<LocalDate> days;

    /** {@code first} and {@code last}: whole days, both included. */
    UsageParts(Map<String, Object> usage, LocalDate first, LocalDate last) {
        this.parts = Shapes.list(usage, "items").stream()
                .map(UsageParts::part)
                .filter(part -> !LocalDate.parse(Shapes.text(part, "day")).isBefore(first))
                .toList();
        this.days = first.datesUntil(last.plusDays(1)).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> part(Object item) {
        return (Map<String, Object>) item;
    }

    /** The first day of a range's name; of 30 days where it is unknown. */
    static LocalDate first(String range, LocalDate today) {
        return switch (range) {
            case "today" -> today;
            case "7d" -> today.minusDays(6);
            case "month" -> today.withDayOfMonth(1);
            default -> today.minusDays(29);
        };
    }

    /** Sums by model, the dearest first. */
    public List<Map<String, Object>> getModels() {
        Map<String, Map<String, Object>> sums = new LinkedHashMap<>();
        for (Map<String, Object> part : parts) {
            sums.merge(Shapes.text(part, "model"), flat(part), UsageParts::plus);
        }
        List<Map<String, Object>> models = new ArrayList<>();
        sums.forEach((model, sum) -> {
            sum.put("model", model);
            models.add(sum);
        });
        models.sort(Comparator.comparingLong(
                        (Map<String, Object> sum) -> Shapes.number(sum, "cost").longValue())
                .thenComparingLong(sum -> Shapes.number(sum, "calls").longValue())
                .reversed());
        return models;
    }

    /** Everything together. */
    public Map<String, Object> getTotal() {
        return parts.stream().map(UsageParts::flat).reduce(UsageParts::plus).orElse(Map.of());
    }

    private static Map<String, Object> flat(Map<String, Object> part) {
        Map<String, Object> flat = new LinkedHashMap<>();
        flat.put("calls", Shapes.number(part, "calls").longValue());
        flat.put("input", tokens(part, "input_tokens"));
        flat.put("output", tokens(part, "output_tokens"));
        flat.put("cache_read", tokens(part, "cache_read_tokens"));
        flat.put("cache_write", tokens(part, "cache_write_5m_tokens") + tokens(part, "cache_write_1h_tokens"));
        flat.put("cost", Shapes.number(part, "cost", "rated_microdollars").longValue());
        return flat;
    }

    private static long tokens(Map<String, Object> part, String name) {
        return Shapes.number(part, "usage", name).longValue();
    }

    private static Map<String, Object> plus(Map<String, Object> one, Map<String, Object> other) {
        Map<String, Object> sum = new LinkedHashMap<>();
        one.forEach((name, value) -> sum.put(
                name, ((Number) value).longValue() + Shapes.number(other, name).longValue()));
        return sum;
    }

    /** Cost by day, the dearest models apart. {@code rest}: what all others are called. */
    public String chart(String rest) {
        List<String> models =
                getModels().stream().map(sum -> Shapes.text(sum, "model")).toList();
        Charts chart = Charts.bars(
                days.stream().map(day -> day.toString().substring(5)).toList());
        models.stream().limit(SHOWN).forEach(model -> chart.with(model, dollars(List.of(model))));
        if (models.size() > SHOWN) {
            chart.with(rest, dollars(models.subList(SHOWN, models.size())));
        }
        return chart.stacked().json();
    }

    private List<Double> dollars(List<String> models) {
        Map<String, Long> byDay = new LinkedHashMap<>();
        for (Map<String, Object> part : parts) {
            if (models.contains(Shapes.text(part, "model"))) {
                byDay.merge(
                        Shapes.text(part, "day"),
                        Shapes.number(part, "cost", "rated_microdollars").longValue(),
                        Long::sum);
            }
        }
        return days.stream()
                .map(day -> byDay.getOrDefault(day.toString(), 0L) / DOLLAR)
                .toList();
    }

    public boolean isBlank() {
        return parts.isEmpty();
    }
}
