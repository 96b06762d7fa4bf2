package org.llmrelay.console.keys;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.console.Shapes;

/** One limit as a person edits it: money in dollars, times in the greatest unit that fits. Confined to one view. */
public final class RuleRow implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int MICROS = 6;
    private static final String COST = "cost";
    private static final Map<String, Long> SPANS = spans();
    private static final List<String> LENGTHS = List.of("window", "sliding");
    private static final List<String> CALENDAR = List.of("day", "week", "month");

    /** What is edited, by name. */
    private final Map<String, Object> values = new LinkedHashMap<>();

    private static Map<String, Long> spans() {
        Map<String, Long> spans = new LinkedHashMap<>();
        spans.put("days", 1440L);
        spans.put("hours", 60L);
        spans.put("minutes", 1L);
        return spans;
    }

    /** A new limit of a unit and a kind of period, for somebody to fill in. */
    static RuleRow fresh(String unit, String kind, String zone) {
        RuleRow row = new RuleRow();
        row.values.putAll(Map.of("unit", unit, "kind", kind, "zone", zone, "hour", 0L, "day", "monday"));
        row.values.putAll(Map.of("count", 1L, "span", "hours", "enforced", true, "strict", false, "pass", false));
        return row;
    }

    /** {@code rule}: a limit's rule as the API has it. */
    static RuleRow of(Map<?, ?> rule, String zone) {
        RuleRow row = fresh(Shapes.text(rule, "unit"), Shapes.text(rule, "period", "kind"), zone);
        boolean isMoney = Shapes.text(rule, "unit").equals(COST);
        row.values.put(
                "amount",
                isMoney
                        ? BigDecimal.valueOf(
                                        Shapes.number(rule, "most_microdollars").longValue(), MICROS)
                                .stripTrailingZeros()
                        : BigDecimal.valueOf(Shapes.number(rule, "most").longValue()));
        row.readPeriod(rule);
        row.values.put("family", Shapes.at(rule, "family"));
        row.values.put("enforced", Shapes.at(rule, "enforced"));
        row.values.put("strict", Shapes.at(rule, "strict"));
        row.values.put("pass", Shapes.text(rule, "when_store_away").equals("pass"));
        return row;
    }

    private void readPeriod(Map<?, ?> rule) {
        long minutes = Shapes.number(rule, "period", "minutes").longValue();
        SPANS.entrySet().stream()
                .filter(span -> minutes > 0 && minutes % span.getValue() == 0)
                .findFirst()
                .ifPresent(span -> {
                    values.put("span", span.getKey());
                    values.put("count", minutes / span.getValue());
                });
        if (Shapes.at(rule, "period", "zone") != null) {
            values.put("zone", Shapes.text(rule, "period", "zone"));
            values.put("hour", Shapes.number(rule, "period", "hour").longValue());
        }
        if (Shapes.at(rule, "period", "day") != null) {
            values.put("day", Shapes.text(rule, "period", "day"));
        }
    }

    /** The limit as the API takes it. */
    Map<String, Object> toShape() {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("unit", values.get("unit"));
        rule.put("period", period());
        boolean isMoney = COST.equals(values.get("unit"));
        rule.put(isMoney ? "most_microdollars" : "most", amount(isMoney));
        rule.put("family", values.get("family"));
        rule.put("enforced", values.get("enforced"));
        rule.put("strict", values.get("strict"));
        rule.put("when_store_away", Boolean.TRUE.equals(values.get("pass")) ? "pass" : "refuse");
        return rule;
    }

    private Map<String, Object> period() {
        String kind = String.valueOf(values.get("kind"));
        Map<String, Object> period = new LinkedHashMap<>();
        period.put("kind", kind);
        if (LENGTHS.contains(kind)) {
            long factor = SPANS.getOrDefault(String.valueOf(values.get("span")), 1L);
            period.put("minutes", Shapes.number(values, "count").longValue() * factor);
        }
        if (CALENDAR.contains(kind)) {
            period.put("zone", values.get("zone"));
            period.put("hour", Shapes.number(values, "hour"));
        }
        if (kind.equals("week")) {
            period.put("day", values.get("day"));
        }
        return period;
    }

    private @Nullable Object amount(boolean isMoney) {
        if (!(values.get("amount") instanceof BigDecimal amount)) {
            return null;
        }
        BigDecimal whole = isMoney ? amount.movePointRight(MICROS) : amount;
        try {
            return whole.longValueExact();
        } catch (ArithmeticException e) {
            // The desk says what is wrong with it.
            return whole;
        }
    }

    public Map<String, Object> getValues() {
        return values;
    }
}
