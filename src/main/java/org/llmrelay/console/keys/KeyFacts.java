package org.llmrelay.console.keys;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.CallBody;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.KeyBody;
import org.llmrelay.admin.KeyUsageBody;
import org.llmrelay.admin.LinkBody;
import org.llmrelay.console.Acts;
import org.llmrelay.console.Shapes;
import org.llmrelay.secret.Secret;
import org.llmrelay.usage.Calendar;

/** What is known of one key, each part read once in a request. */
@RequestScoped
public class KeyFacts {
    private static final int SHOWN = 12;

    @Inject
    Desks desks;

    @Inject
    Acts acts;

    @Inject
    Calendar calendar;

    private String id = "";
    private String range = "";
    private @Nullable Map<String, Object> key;
    private @Nullable UsageParts usage;
    private @Nullable Map<String, Object> standing;
    private @Nullable List<Map<String, Object>> calls;
    private @Nullable List<?> refusals;
    private @Nullable LinkBody fresh;

    KeyFacts of(String ofId, String inRange) {
        id = ofId;
        range = inRange;
        return this;
    }

    /** The key has changed: what was read before the act is no more. */
    void forget() {
        key = null;
        standing = null;
    }

    void show(LinkBody made) {
        fresh = made;
    }

    /** A {@code Key} of the API; empty where there is none. */
    public Map<String, Object> getKey() {
        if (key == null) {
            key = acts.look(() -> Shapes.of(KeyBody.of(desks.keys().find(id)))).orElse(Map.of());
        }
        return key;
    }

    public boolean isThere() {
        return !getKey().isEmpty();
    }

    public boolean isExpired() {
        return isThere() && desks.keys().find(id).isExpired(calendar.now());
    }

    /** A {@code KeyStanding} of the API. */
    public Map<String, Object> getStanding() {
        if (standing == null) {
            standing = acts.look(() -> Shapes.of(desks.keys().standing(id))).orElse(Map.of());
        }
        return standing;
    }

    public UsageParts getUsage() {
        if (usage == null) {
            LocalDate today = calendar.today();
            Map<String, Object> all = acts.look(
                            () -> Shapes.of(KeyUsageBody.of(desks.keys().usage(id))))
                    .orElse(Map.of());
            usage = new UsageParts(all, UsageParts.first(range, today), today);
        }
        return usage;
    }

    /** The latest {@code Call}s of the API. */
    public List<Map<String, Object>> getCalls() {
        if (calls == null) {
            calls = acts.look(() -> Shapes.of(desks.keys().calls(id, SHOWN).stream()
                            .map(CallBody::of)
                            .toList()))
                    .orElse(List.of());
        }
        return calls;
    }

    /** The latest refusals of the API. */
    public List<?> getRefusals() {
        if (refusals == null) {
            refusals = acts.look(() -> Shapes.of(desks.books().inquiries().refusals(id, SHOWN)))
                    .<List<?>>map(list -> Shapes.list(list, "items"))
                    .orElse(List.of());
        }
        return refusals;
    }

    public boolean isLinked() {
        return acts.look(() -> desks.registry().holders().link(id).made()).orElse(false);
    }

    /** What the address of the link that has just been made ends with, or null. */
    public @Nullable String getFragment() {
        Secret fragment = fresh == null ? null : fresh.fragment();
        return fragment == null ? null : fragment.reveal();
    }
}
