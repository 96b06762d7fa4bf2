package org.llmrelay.console.keys;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.llmrelay.console.Shapes;

/** A key's limits as a person edits them. Confined to one view. */
public final class LimitsDraft implements Serializable {
    private static final long serialVersionUID = 1;
    /** So many have their place in the page; the API takes more. */
    private static final int MOST_RULES = 12;

    private final String zone;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final List<RuleRow> rules = new ArrayList<>();

    private LimitsDraft(String zone) {
        this.zone = zone;
    }

    /** {@code limits}: as the API has them; {@code zone}: of new limits. */
    static LimitsDraft of(@Nullable Object limits, String zone) {
        LimitsDraft draft = new LimitsDraft(zone);
        draft.values.put("concurrency", Shapes.number(limits, "concurrency").longValue());
        draft.values.put("queue_size", Shapes.number(limits, "queue", "size").longValue());
        draft.values.put(
                "queue_wait_seconds",
                Shapes.number(limits, "queue", "wait_seconds").longValue());
        draft.values.put("pass", Shapes.text(limits, "when_store_away").equals("pass"));
        Shapes.list(limits, "rules").forEach(rule -> draft.rules.add(RuleRow.of((Map<?, ?>) rule, zone)));
        return draft;
    }

    /** As the API takes them. */
    Map<String, Object> toShape() {
        return Map.of(
                "concurrency",
                Objects.requireNonNullElse(values.get("concurrency"), 0L),
                "queue",
                Map.of(
                        "size", Objects.requireNonNullElse(values.get("queue_size"), 0L),
                        "wait_seconds", Objects.requireNonNullElse(values.get("queue_wait_seconds"), 0L)),
                "when_store_away",
                Boolean.TRUE.equals(values.get("pass")) ? "pass" : "refuse",
                "rules",
                rules.stream().map(RuleRow::toShape).toList());
    }

    public void add(String unit, String kind) {
        if (isRoom()) {
            rules.add(RuleRow.fresh(unit, kind, zone));
        }
    }

    public void remove(int at) {
        rules.remove(at);
    }

    public boolean isRoom() {
        return rules.size() < MOST_RULES;
    }

    /** Whether this page cannot show them all. */
    public boolean isTooMany() {
        return rules.size() > MOST_RULES;
    }

    public int getLast() {
        return MOST_RULES - 1;
    }

    public List<RuleRow> getRules() {
        return rules;
    }

    public Map<String, Object> getValues() {
        return values;
    }
}
