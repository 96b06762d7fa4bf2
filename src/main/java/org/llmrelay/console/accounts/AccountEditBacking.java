package org.llmrelay.console.accounts;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.AccountBody;
import org.llmrelay.admin.Desks;
import org.llmrelay.console.Acts;
import org.llmrelay.console.Shapes;
import org.llmrelay.console.Visitor;
import org.llmrelay.usage.Calendar;

/** Changes an account. */
@Named
@ViewScoped
public class AccountEditBacking implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    transient Desks desks;

    @Inject
    transient Acts acts;

    @Inject
    transient Visitor visitor;

    @Inject
    transient Trials trials;

    @Inject
    transient Typed typed;

    @Inject
    transient Calendar calendar;

    private final HashMap<String, Object> account = new HashMap<>();
    private final HashMap<String, Object> kind = new HashMap<>();
    private final HashMap<String, Object> found = new HashMap<>();
    private AccountEntry entry = AccountEntry.blank();
    private @Nullable DutyEntry duty;
    private ModelsEntry models = new ModelsEntry();
    private @Nullable String id;

    /** Reads the account that the address names. */
    public void load() {
        String wanted = String.valueOf(id);
        acts.look(() -> Shapes.of(AccountBody.of(desks.accounts().find(wanted))))
                .ifPresent(found -> {
                    account.putAll(found);
                    kind.putAll(Shapes.of(desks.choices().kinds().find(Shapes.text(found, "kind"))));
                    entry = AccountEntry.of(found);
                    duty = DutyEntry.of(found, calendar.zone());
                    models = ModelsEntry.of(found);
                });
    }

    public void save() throws IOException {
        Map<String, Object> form = new LinkedHashMap<>(entry.form(kind, typed.getSecrets()));
        if (duty != null) {
            form.putAll(duty.form());
        }
        form.put("models", models.form());
        String known = Shapes.text(account, "id");
        var saved = acts.change(
                "accounts.change",
                known,
                () -> AccountBody.of(desks.accounts().change(known, Shapes.form(form), visitor.getName())));
        if (saved.isPresent()) {
            acts.done("account.saved", saved.get().name());
            Addresses.go("account", known);
        }
    }

    /** Tries the way to the upstream out before anything is saved. */
    public void tryRoute() {
        found.clear();
        trials.route(entry.getProxy().form(typed.getSecrets()), entry.addresses(kind))
                .ifPresent(found::putAll);
    }

    /** An {@code Account} of the API; empty where there is none. */
    public Map<String, Object> getAccount() {
        return account;
    }

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

    public @Nullable DutyEntry getDuty() {
        return duty;
    }

    public ModelsEntry getModels() {
        return models;
    }

    public @Nullable String getId() {
        return id;
    }

    public void setId(@Nullable String id) {
        this.id = id;
    }
}
