package org.llmrelay.console.accounts;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.llmrelay.admin.Desks;
import org.llmrelay.console.Acts;
import org.llmrelay.console.Shapes;
import org.llmrelay.scheduling.Considered;
import org.llmrelay.scheduling.Objection;

/** Says which account would take a call, and why the others would not. */
@Named
@ViewScoped
public class ExplainBacking implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    transient Desks desks;

    @Inject
    transient Acts acts;

    private final HashMap<String, Object> question = new HashMap<>(Map.of("model", "claude-sonnet-4-5"));
    private final ArrayList<Map<String, Object>> candidates = new ArrayList<>();
    private boolean answered;

    public void ask() {
        Map<String, Object> form = new LinkedHashMap<>(question);
        form.values().removeIf(value -> value == null);
        candidates.clear();
        answered = acts.look(() -> desks.choices().scheduling().explain(Shapes.form(form)))
                .map(considered -> candidates.addAll(
                        considered.stream().map(ExplainBacking::shown).toList()))
                .isPresent();
    }

    private static Map<String, Object> shown(Considered considered) {
        Map<String, Object> shown = new HashMap<>();
        shown.put("account", considered.account().id());
        shown.put("name", considered.account().name());
        shown.put("pool", considered.pool());
        shown.put("why", considered.objection().map(Objection::code).orElse(null));
        shown.put(
                "until",
                considered
                        .objection()
                        .map(Objection::until)
                        .map(Object::toString)
                        .orElse(null));
        return shown;
    }

    /** {@code model}, {@code key}, {@code dialect} and {@code service}. */
    public Map<String, Object> getQuestion() {
        return question;
    }

    /** {@code Candidate}s of the API, in the order in which they are looked at. */
    public List<Map<String, Object>> getCandidates() {
        return candidates;
    }

    public boolean isAnswered() {
        return answered;
    }
}
