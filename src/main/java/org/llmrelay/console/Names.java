package org.llmrelay.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.ProblemException;
import org.llmrelay.failure.StoreUnavailableException;

/** What people call things whose ids a page has; the id itself for what is gone. Each is looked up once a page. */
@Named
@RequestScoped
public class Names {
    @Inject
    Desks desks;

    private final Map<String, String> known = new HashMap<>();

    /** {@code kind}: key or account. */
    public String of(String kind, @Nullable String id) {
        if (id == null || id.isEmpty()) {
            return "–";
        }
        return known.computeIfAbsent(kind + "/" + id, both -> look(kind, id));
    }

    private String look(String kind, String id) {
        try {
            return kind.equals("key")
                    ? desks.keys().find(id).name()
                    : desks.accounts().find(id).name();
        } catch (ProblemException | StoreUnavailableException e) {
            return id;
        }
    }
}
