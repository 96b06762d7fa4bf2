package org.llmrelay.console.accounts;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.Form;
import org.llmrelay.console.Acts;
import org.llmrelay.console.Shapes;

/** Named proxies. */
@Named
@ViewScoped
public class ProxiesBacking implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    transient Desks desks;

    @Inject
    transient Acts acts;

    @Inject
    transient Trials trials;

    @Inject
    transient Typed typed;

    private List<Map<String, Object>> named = List.of();
    private final HashMap<String, Object> chosen = new HashMap<>();
    private final HashMap<String, Map<String, Object>> found = new HashMap<>();
    private ProxyEntry entry = ProxyEntry.of(null);

    @PostConstruct
    void load() {
        named = acts.look(() -> desks.roads().proxies().all().stream()
                        .map(one -> Shapes.of(desks.roads().proxies().body(one)))
                        .toList())
                .orElse(List.of());
    }

    /** Opens the form for one of them, or for a new one where the id is empty. */
    public void choose(String id) {
        chosen.clear();
        named.stream().filter(one -> id.equals(one.get("id"))).forEach(chosen::putAll);
        entry = ProxyEntry.shared(chosen);
    }

    public void save() {
        String id = Shapes.text(chosen, "id");
        Map<String, Object> fields = new HashMap<>(entry.own(typed.getSecrets()));
        if (chosen.get("name") != null) {
            fields.put("name", chosen.get("name"));
        }
        Form form = Shapes.form(fields);
        acts.change(id.isEmpty() ? "proxies.create" : "proxies.change", id, () -> desks.roads()
                        .proxies()
                        .body(
                                id.isEmpty()
                                        ? desks.roads().proxies().create(form)
                                        : desks.roads().proxies().change(id, form)))
                .ifPresent(proxy -> {
                    acts.done("proxies.saved", proxy.name());
                    found.remove(id);
                    load();
                });
    }

    /** Tries one out with the echo, or with the form's target. */
    public void tryOut(String id) {
        trials.route(Map.of("id", id), List.of()).ifPresent(route -> found.put(id, route));
    }

    public void delete(String id, String name) {
        acts.change("proxies.delete", id, () -> {
                    desks.roads().proxies().delete(id);
                    return name;
                })
                .ifPresent(gone -> {
                    acts.done("proxies.deleted", gone);
                    load();
                });
    }

    /** {@code Proxy}s of the API. */
    public List<Map<String, Object>> getNamed() {
        return named;
    }

    /** {@code RouteTest}s of the API, by the ids of the proxies that were tried. */
    public Map<String, Map<String, Object>> getFound() {
        return found;
    }

    public Map<String, Object> getChosen() {
        return chosen;
    }

    public ProxyEntry getEntry() {
        return entry;
    }
}
