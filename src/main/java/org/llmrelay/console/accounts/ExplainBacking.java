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
import org.llmrelay.admin.KeyQuery;
import org.llmrelay.admin.KeyRowBody;
import org.llmrelay.admin.Paging;
import org.llmrelay.admin.Problem;
import org.llmrelay.admin.Problem.Mistake;
import org.llmrelay.admin.ProblemException;
import org.llmrelay.console.Acts;
import org.llmrelay.console.Shapes;
import org.llmrelay.console.Words;
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

    @Inject
    transient Words words;

    private final HashMap<String, Object> question = new HashMap<>(Map.of("model", "claude-sonnet-4-5"));
    private final ArrayList<Map<String, Object>> candidates = new ArrayList<>();
    private boolean answered;

    public void ask() {
        Map<String, Object> form = new LinkedHashMap<>(question);
        form.values().removeIf(value -> value == null);
        candidates.clear();
        answered = acts.look(() -> {
                    form.computeIfPresent(
                            "key", (name, typed) -> keyId(typed.toString().strip()));
                    return desks.choices().scheduling().explain(Shapes.form(form));
                })
                .map(considered -> candidates.addAll(
                        considered.stream().map(ExplainBacking::shown).toList()))
                .isPresent();
    }

    /** The id of the only key that has a text in its name; else the text itself, which may be an id. */
    private String keyId(String typed) {
        KeyQuery query = new KeyQuery(null, typed, null, null, null, null, "name");
        List<KeyRowBody> named =
                desks.registry().keys().list(query, new Paging(0, 2)).items();
        if (named.size() > 1) {
            throw new ProblemException(Problem.invalid(List.of(new Mistake("key", words.of("explain.key.many")))));
        }
        return named.isEmpty() ? typed : named.get(0).key().id();
    }

    private static Map<String, Object> shown(Considered considered) {
        Map<String, Object> shown = new HashMap<>();
        shown.put("account", considered.account().id());
        shown.put("name", considered.account().name());
        shown.put("pool", considered.pool());
        shown.put("chosen_by", considered.ground());
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
