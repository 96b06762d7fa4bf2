package org.llmrelay.console.accounts;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import org.llmrelay.admin.Desks;
import org.llmrelay.console.Acts;

/** The keys that are bound to an account or a group: all keys are read for them, so only when somebody asks. */
@Named
@RequestScoped
public class BoundKeysBacking {
    @Inject
    Desks desks;

    @Inject
    Acts acts;

    private List<Map<String, String>> keys = List.of();
    private boolean asked;

    public void ask(String about) {
        keys = acts.look(() -> desks.keys().boundTo(about).stream()
                        .map(key -> Map.of("id", key.id(), "name", key.name()))
                        .toList())
                .orElse(List.of());
        asked = true;
    }

    /** Their ids and names. */
    public List<Map<String, String>> getKeys() {
        return keys;
    }

    public boolean isAsked() {
        return asked;
    }
}
