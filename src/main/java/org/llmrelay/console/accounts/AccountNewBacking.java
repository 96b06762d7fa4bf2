package org.llmrelay.console.accounts;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.AccountBody;
import org.llmrelay.admin.Desks;
import org.llmrelay.console.Acts;
import org.llmrelay.console.Shapes;

/** Adds an account: its kind first, then what its kind asks for. */
@Named
@ViewScoped
public class AccountNewBacking implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    transient Desks desks;

    @Inject
    transient Acts acts;

    @Inject
    transient SignIns signIns;

    @Inject
    transient Trials trials;

    @Inject
    transient Typed typed;

    private final HashMap<String, Object> kind = new HashMap<>();
    private final HashMap<String, Object> found = new HashMap<>();
    private final AccountEntry entry = AccountEntry.blank();
    private SignInFlow flow = new SignInFlow();
    private @Nullable String name;

    /** Reads the kind that the address names. */
    public void load() {
        String wanted = name;
        if (wanted != null && kind.isEmpty()) {
            acts.look(() -> Shapes.of(desks.choices().kinds().find(wanted))).ifPresent(kind::putAll);
            List<?> ways = isReady() ? Shapes.list(kind, "sign_in", "ways") : List.of();
            flow = SignInFlow.by(ways.isEmpty() ? SignInFlow.TOKENS : Shapes.text(ways.get(0), "id"));
        }
    }

    /** All kinds that are filled in, or that sign in: {@code Kind}s of the API. */
    public List<Map<String, Object>> kinds(boolean signingIn) {
        return desks.choices().kinds().all().stream()
                .filter(one -> (one.signIn() != null) == signingIn)
                .map(Shapes::of)
                .toList();
    }

    /** Saves the account, and asks its upstream for a word. */
    public void add() throws IOException {
        open(acts.change(
                "accounts.create", "", () -> AccountBody.of(desks.accounts().create(Shapes.form(account(true))))));
    }

    public void begin() {
        signIns.begin(flow, subject(), account(false));
    }

    /** Finishes with the code that was pasted, or asks whether the sign-in was confirmed. */
    public void finish() throws IOException {
        open(signIns.finish(flow, "", account(false)));
    }

    public void paste() throws IOException {
        open(signIns.paste(flow, subject(), account(false)));
    }

    private void open(Optional<AccountBody> added) throws IOException {
        if (added.isPresent()) {
            trials.tell(added.get());
            Addresses.go("account", added.get().id());
        }
    }

    /** Tries the way to the upstream out before anything is saved. */
    public void tryRoute() {
        found.clear();
        trials.route(entry.getProxy().form(typed.getSecrets()), entry.addresses(kind))
                .ifPresent(found::putAll);
    }

    private Map<String, Object> account(boolean withKind) {
        Map<String, Object> form = new LinkedHashMap<>(entry.form(kind, typed.getSecrets()));
        if (withKind) {
            form.put("kind", name);
        }
        return form;
    }

    private Map<String, String> subject() {
        return Map.of("kind", String.valueOf(name));
    }

    /** Whether the deployment has all settings that a sign-in needs. */
    public boolean isReady() {
        return Shapes.list(kind, "sign_in", "missing").isEmpty();
    }

    /** A {@code Kind} of the API; empty before it is chosen. */
    public Map<String, Object> getKind() {
        return kind;
    }

    /** A {@code RouteTest} of the API; empty before it is tried. */
    public Map<String, Object> getFound() {
        return found;
    }

    public AccountEntry getEntry() {
        return entry;
    }

    public SignInFlow getFlow() {
        return flow;
    }

    public @Nullable String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = name;
    }
}
