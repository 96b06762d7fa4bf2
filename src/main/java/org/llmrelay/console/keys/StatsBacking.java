package org.llmrelay.console.keys;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.HolderDesk;
import org.llmrelay.console.Acts;
import org.llmrelay.console.Shapes;
import org.llmrelay.console.Visitor;
import org.llmrelay.console.Words;
import org.llmrelay.secret.Secret;
import org.llmrelay.usage.Calendar;

/** The public page of those who hold keys. The view knows the ids of the keys that were opened, and never a key's text. */
@Named
@ViewScoped
public class StatsBacking implements Serializable {
    private static final long serialVersionUID = 1;

    @Inject
    transient Desks desks;

    @Inject
    transient Acts acts;

    @Inject
    transient Words words;

    @Inject
    transient Visitor visitor;

    @Inject
    transient Calendar calendar;

    @Inject
    transient StatsEntry entry;

    private List<String> ids = List.of();
    private String range = "30d";

    /** Opens the keys whose texts, or secret links, were entered. */
    public void open() {
        List<Secret> texts = Arrays.stream(entry.take().split("\\s+"))
                .map(text -> text.substring(text.indexOf('#') + 1))
                .filter(text -> !text.isBlank())
                .map(Secret::of)
                .toList();
        if (texts.isEmpty()) {
            acts.wrong(words.of("stats.none"));
            return;
        }
        acts.look(() -> desks.registry().holders().open(texts, visitor.getAddress()))
                .ifPresent(this::show);
    }

    private void show(HolderDesk.Opened opened) {
        if (opened.pause() != null) {
            acts.wrong(words.of("stats.too-soon", Math.max(1, opened.pause().toSeconds())));
            return;
        }
        ids = opened.ids();
        if (opened.unknown() > 0) {
            acts.wrong(words.of("stats.unknown", opened.unknown()));
        }
    }

    public void close() {
        ids = List.of();
    }

    /** {@code Holder} bodies, with their bars. */
    public List<Map<String, Object>> getKeys() {
        return acts.look(() -> Shapes.of(desks.registry().holders().keys(ids))).orElse(List.of());
    }

    /** What all of them have used together. */
    public UsageParts getUsage() {
        return entry.usage(() -> {
            LocalDate today = calendar.today();
            LocalDate first = UsageParts.first(range, today);
            Map<String, Object> usage = acts.look(
                            () -> Shapes.of(desks.registry().holders().usage(ids, first)))
                    .orElse(Map.of());
            return new UsageParts(usage, first, today);
        });
    }

    /** How the services stand. */
    public List<Map.Entry<String, String>> getServices() {
        return acts.look(() -> List.copyOf(desks.registry().holders().services().entrySet()))
                .orElse(List.of());
    }

    public boolean isOpen() {
        return !ids.isEmpty();
    }

    public boolean isSeveral() {
        return ids.size() > 1;
    }

    public String getRange() {
        return range;
    }

    public void choose(@Nullable String other) {
        range = other == null ? "30d" : other;
    }
}
