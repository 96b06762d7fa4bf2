package org.llmrelay.console.keys;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Desks;
import org.llmrelay.console.Acts;
import org.llmrelay.console.Shapes;
import org.llmrelay.console.Show;
import org.llmrelay.console.Words;

/** How far limits are used up, as bars. */
@Named
@RequestScoped
public class Bars {
    private static final int FEW = 3;

    @Inject
    Desks desks;

    @Inject
    Acts acts;

    @Inject
    Show show;

    @Inject
    Words words;

    private final Map<String, List<Bar>> read = new HashMap<>();

    /** One bar; {@code soon}: the note for narrow places. */
    public record Bar(String label, String text, int percent, String note, String soon) {
        public String getLabel() {
            return label;
        }

        public String getText() {
            return text;
        }

        public int getPercent() {
            return percent;
        }

        public String getSoon() {
            return soon;
        }

        public String getNote() {
            return note;
        }
    }

    /** The bars of a key: a {@code Key} of the API. Read once in a request. */
    public List<Bar> of(Map<String, Object> key) {
        return read.computeIfAbsent(Shapes.text(key, "id"), id -> read(key));
    }

    private List<Bar> read(Map<String, Object> key) {
        if (Shapes.number(key, "limits", "concurrency").longValue() == 0
                && Shapes.list(key, "limits", "rules").isEmpty()) {
            return List.of();
        }
        return acts.look(() -> Shapes.of(desks.keys().standing(Shapes.text(key, "id"))))
                .map(standing -> of(key, standing))
                .orElse(List.of());
    }

    /** The first of them, for a list. */
    public List<Bar> few(Map<String, Object> key) {
        // A table asks for the parts of columns that it does not show, too.
        List<Bar> all = "deleted".equals(key.get("state")) ? List.of() : of(key);
        return all.subList(0, Math.min(FEW, all.size()));
    }

    /** The bars of what a key's holder may know. */
    public List<Bar> ofHolder(Map<String, Object> holder) {
        return of(holder, (Map<?, ?>) holder.getOrDefault("standing", Map.of()));
    }

    /** The bars of a key and its {@code KeyStanding} of the API. */
    public List<Bar> of(Map<String, Object> key, Map<?, ?> standing) {
        List<Bar> bars = new ArrayList<>();
        List<?> rules = Shapes.list(key, "limits", "rules");
        List<?> meters = Shapes.list(standing, "rules");
        for (int i = 0; i < meters.size(); i++) {
            bars.add(bar(meters.get(i), i < rules.size() ? Shapes.at(rules.get(i), "period") : null));
        }
        Number most = Shapes.number(standing, "concurrency");
        if (most.longValue() > 0) {
            Number running = Shapes.number(standing, "running");
            String text = show.number(running) + " / " + show.number(most);
            bars.add(new Bar(words.of("limit.at-once"), text, show.percent(running, most), "", ""));
        }
        return bars;
    }

    private Bar bar(Object meter, @Nullable Object period) {
        boolean isMoney = Shapes.text(meter, "unit").equals("cost");
        long used = Shapes.number(meter, "spent").longValue()
                + Shapes.number(meter, "held").longValue();
        Number most = Shapes.number(meter, "most");
        String text =
                isMoney ? show.money(used) + " / " + show.money(most) : show.brief(used) + " / " + show.brief(most);
        boolean isCounted = Boolean.FALSE.equals(Shapes.at(meter, "enforced"));
        return new Bar(label(meter, period), text, show.percent(used, most), note(meter, isCounted), soon(meter));
    }

    private String label(Object meter, @Nullable Object period) {
        String[] name = Shapes.text(meter, "name").split("/", 3);
        long minutes = Shapes.number(period, "minutes").longValue();
        String when = minutes > 0 ? words.of("limit.per-span", span(minutes)) : words.code("limit.per", name[1]);
        String label = words.of("limit.label", words.code("limit.unit", name[0]), when);
        return name.length > 2 ? label + " · " + name[2] : label;
    }

    private String span(long minutes) {
        return show.span(Duration.ofMinutes(minutes));
    }

    private String soon(Object meter) {
        Object resets = Shapes.at(meter, "resets_at");
        return resets == null ? "" : show.away(resets);
    }

    private String note(Object meter, boolean isCounted) {
        Object resets = Shapes.at(meter, "resets_at");
        String when = resets == null ? "" : words.of("limit.resets", show.away(resets));
        return isCounted ? words.of("limit.counted-only") + (when.isEmpty() ? "" : " · " + when) : when;
    }
}
