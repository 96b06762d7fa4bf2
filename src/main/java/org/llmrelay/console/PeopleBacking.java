package org.llmrelay.console;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.UserBody;

/** Those who may sign in: shown, let in, given another role or password, removed. */
@Named
@ViewScoped
public class PeopleBacking implements Serializable {
    @Inject
    transient Desks desks;

    @Inject
    transient Acts acts;

    @Inject
    transient Visitor visitor;

    private List<Map<String, Object>> people = List.of();
    private final Map<String, Object> fresh = new HashMap<>();
    private final Map<String, Object> chosen = new HashMap<>();

    @PostConstruct
    void load() {
        people = acts.look(() -> Shapes.of(
                        desks.house().people().all().stream().map(UserBody::of).toList()))
                .orElse(List.of());
        fresh.clear();
        fresh.put("role", "viewer");
    }

    public void create() {
        acts.change("users.create", "", () -> UserBody.of(desks.house().people().create(Shapes.form(fresh))))
                .ifPresent(user -> {
                    acts.done("people.created", user.username());
                    load();
                });
    }

    /** Opens the form for one of them. */
    public void choose(String username, String role) {
        chosen.clear();
        chosen.put("username", username);
        chosen.put("role", role);
    }

    public void change() {
        String username = Shapes.text(chosen, "username");
        Map<String, Object> fields = new HashMap<>(chosen);
        fields.remove("username");
        fields.values().removeIf(value -> value == null);
        acts.change(
                        "users.change",
                        username,
                        () -> UserBody.of(
                                desks.house().people().change(username, Shapes.form(fields), visitor.identity())))
                .ifPresent(user -> {
                    acts.done("people.changed", username);
                    load();
                });
    }

    public void remove(String username) {
        acts.change("users.delete", username, () -> {
                    desks.house().people().delete(username, visitor.identity());
                    return username;
                })
                .ifPresent(gone -> {
                    acts.done("people.removed", gone);
                    load();
                });
    }

    public List<Map<String, Object>> getPeople() {
        return people;
    }

    public Map<String, Object> getFresh() {
        return fresh;
    }

    public Map<String, Object> getChosen() {
        return chosen;
    }
}
