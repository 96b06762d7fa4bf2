package org.llmrelay.console.accounts;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.llmrelay.account.Group;
import org.llmrelay.account.Policy;
import org.llmrelay.admin.Desks;
import org.llmrelay.console.Acts;
import org.llmrelay.console.Shapes;

/** Groups of accounts, and how one is chosen among them. */
@Named
@ViewScoped
public class GroupsBacking implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    transient Desks desks;

    @Inject
    transient Accounts accounts;

    @Inject
    transient Acts acts;

    private List<Map<String, Object>> groups = List.of();
    private final HashMap<String, Object> chosen = new HashMap<>();

    @PostConstruct
    void load() {
        groups = acts.look(() ->
                        desks.choices().groups().all().stream().map(this::shown).toList())
                .orElse(List.of());
    }

    private Map<String, Object> shown(Group group) {
        Map<String, Object> shown = new HashMap<>(fields(group));
        shown.put("shown", accounts.nameOf(group));
        shown.put("shared", group.isShared());
        shown.put(
                "members",
                desks.choices().groups().members(group).stream()
                        .map(accounts::shown)
                        .sorted(Comparator.comparingLong(
                                one -> Shapes.number(one, "priority").longValue()))
                        .toList());
        return shown;
    }

    private static Map<String, Object> fields(Group group) {
        return Map.of(
                "id", group.id(), "name", group.name(), "policy", group.policy().code());
    }

    /** Opens the form for one of them, or for a new one where the id is empty. */
    public void choose(String id) {
        chosen.clear();
        chosen.put("policy", Policy.PRIORITY.code());
        groups.stream().filter(group -> id.equals(group.get("id"))).forEach(group -> Stream.of("id", "name", "policy")
                .forEach(name -> chosen.put(name, group.get(name))));
    }

    public void save() {
        String id = Shapes.text(chosen, "id");
        Map<String, Object> form = new HashMap<>(chosen);
        form.remove("id");
        form.values().removeIf(value -> value == null);
        acts.change(
                        id.isEmpty() ? "groups.create" : "groups.change",
                        id,
                        () -> fields(
                                id.isEmpty()
                                        ? desks.choices().groups().create(Shapes.form(form))
                                        : desks.choices().groups().change(id, Shapes.form(form))))
                .ifPresent(group -> {
                    acts.done("groups.saved", Shapes.text(group, "name"));
                    load();
                });
    }

    public void delete(String id, String name) {
        acts.change("groups.delete", id, () -> {
                    desks.choices().groups().delete(id, false);
                    return name;
                })
                .ifPresent(gone -> {
                    acts.done("groups.deleted", gone);
                    load();
                });
    }

    /** The ways to choose, by their codes. */
    public List<String> getPolicies() {
        return Stream.of(Policy.values()).map(Policy::code).toList();
    }

    /** {@code Group}s of the API with their {@code members} as {@link Accounts} shows them. */
    public List<Map<String, Object>> getGroups() {
        return groups;
    }

    public Map<String, Object> getChosen() {
        return chosen;
    }
}
