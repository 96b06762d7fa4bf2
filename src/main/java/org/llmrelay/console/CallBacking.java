package org.llmrelay.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Desks;

/** One call of the ledger. */
@Named
@RequestScoped
public class CallBacking {
    @Inject
    Desks desks;

    @Inject
    Acts acts;

    private String key = "";
    private String entry = "";
    private @Nullable Map<String, Object> call;

    /** A {@code BookedCall} of the API; empty where there is none. */
    public Map<String, Object> getCall() {
        if (call == null) {
            call = acts.look(() -> Shapes.of(desks.books().calls().find(key, entry)))
                    .orElse(Map.of());
        }
        return call;
    }

    /** What it is charged now: the correction where there is one. */
    public @Nullable Object getCharge() {
        Object corrected = Shapes.at(getCall(), "corrected_charge");
        return corrected == null ? Shapes.at(getCall(), "charge") : corrected;
    }

    public String getKey() {
        return key;
    }

    public void setKey(@Nullable String key) {
        this.key = Objects.requireNonNullElse(key, "");
    }

    public String getEntry() {
        return entry;
    }

    public void setEntry(@Nullable String entry) {
        this.entry = Objects.requireNonNullElse(entry, "");
    }
}
