package org.llmrelay.console.accounts;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.AccountBody;
import org.llmrelay.admin.AccountStateBody;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.TransitionBody;
import org.llmrelay.console.Acts;
import org.llmrelay.console.Shapes;
import org.llmrelay.console.Visitor;

/** One account: how it stands, what it has done, and what can be done with it. */
@Named
@ViewScoped
public class AccountBacking implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int CHECKS = 5;

    @Inject
    transient Desks desks;

    @Inject
    transient Accounts accounts;

    @Inject
    transient Acts acts;

    @Inject
    transient Visitor visitor;

    @Inject
    transient Trials trials;

    private final HashMap<String, Object> account = new HashMap<>();
    private final HashMap<String, Object> credential = new HashMap<>();
    private final HashMap<String, Object> check = new HashMap<>();
    private final HashMap<String, Object> route = new HashMap<>();
    private List<Map<String, Object>> history = List.of();
    private List<Map<String, Object>> checks = List.of();
    private @Nullable String id;
    private @Nullable String model;

    /** Reads it anew. */
    public void load() {
        String wanted = String.valueOf(id);
        acts.look(() -> accounts.shown(wanted)).ifPresent(shown -> {
            account.putAll(shown);
            history = List.copyOf(Shapes.of(desks.accounts().history(wanted).stream()
                    .map(TransitionBody::of)
                    .toList()));
            checks = List.copyOf(Shapes.of(desks.accounts().checks(wanted).stream()
                    .limit(CHECKS)
                    .map(AccountStateBody.LastCheck::of)
                    .toList()));
            boolean signsIn =
                    desks.choices().kinds().find(Shapes.text(shown, "kind")).signIn() != null;
            credential.clear();
            if (signsIn) {
                acts.look(() -> Shapes.of(desks.signIns().show(wanted))).ifPresent(credential::putAll);
            }
        });
    }

    /** Asks its upstream for a word of the model that was typed, or for its models. */
    public void test() {
        check.clear();
        trials.account(id(), model).ifPresent(check::putAll);
        load();
    }

    public void tryRoute() {
        route.clear();
        acts.change(() ->
                        Shapes.of(desks.roads().routes().tryOut(desks.accounts().find(id()))))
                .ifPresent(route::putAll);
    }

    /** Forgets what is held against it. */
    public void reset() {
        acts.change(
                        "accounts.reset",
                        id(),
                        () -> AccountStateBody.of(desks.accounts().reset(id(), visitor.getName())))
                .ifPresent(state -> acts.done("account.reset.done", state.name()));
        load();
    }

    /** Switches it on or off. */
    public void flip() {
        boolean enabled = !Boolean.TRUE.equals(account.get("enabled"));
        acts.change(
                        "accounts.change",
                        id(),
                        () -> AccountBody.of(desks.accounts()
                                .change(id(), Shapes.form(Map.of("enabled", enabled)), visitor.getName())))
                .ifPresent(done -> acts.done("accounts.changed." + enabled, done.name()));
        load();
    }

    /** Gets a new token for it now. */
    public void renew() {
        acts.change("accounts.renew", id(), () -> Shapes.of(desks.signIns().renew(id())))
                .ifPresent(done -> acts.done("account.renewed"));
        load();
    }

    public void delete() throws IOException {
        String name = Shapes.text(account, "name");
        boolean gone = acts.change("accounts.delete", id(), () -> {
                    desks.accounts().delete(id(), true);
                    return name;
                })
                .isPresent();
        if (gone) {
            acts.done("account.deleted", name);
            Addresses.go("accounts", "");
        }
    }

    private String id() {
        return Shapes.text(account, "id");
    }

    /** See {@link Accounts}; empty where there is none. */
    public Map<String, Object> getAccount() {
        return account;
    }

    /** A {@code Credential} of the API; empty where it does not sign in. */
    public Map<String, Object> getCredential() {
        return credential;
    }

    /** A {@code Check} of the API; empty before it is tested. */
    public Map<String, Object> getCheck() {
        return check;
    }

    /** A {@code RouteTest} of the API; empty before it is tried. */
    public Map<String, Object> getRoute() {
        return route;
    }

    /** {@code Transition}s of the API, the last one first. */
    public List<Map<String, Object>> getHistory() {
        return history;
    }

    /** What the last checks have found, newest first. */
    public List<Map<String, Object>> getChecks() {
        return checks;
    }

    public @Nullable String getId() {
        return id;
    }

    public void setId(@Nullable String id) {
        this.id = id;
    }

    public @Nullable String getModel() {
        return model;
    }

    public void setModel(@Nullable String model) {
        this.model = model;
    }
}
