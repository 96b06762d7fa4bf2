package org.llmrelay.console.accounts;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.AccountBody;
import org.llmrelay.admin.Desks;
import org.llmrelay.console.Acts;
import org.llmrelay.console.Shapes;

/** Signs an account in anew. */
@Named
@ViewScoped
public class AccountSignInBacking implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    transient Desks desks;

    @Inject
    transient Acts acts;

    @Inject
    transient SignIns signIns;

    private final HashMap<String, Object> account = new HashMap<>();
    private final HashMap<String, Object> kind = new HashMap<>();
    private SignInFlow flow = new SignInFlow();
    private @Nullable String id;

    /** Reads the account that the address names. */
    public void load() {
        String wanted = String.valueOf(id);
        acts.look(() -> Shapes.of(AccountBody.of(desks.accounts().find(wanted))))
                .ifPresent(found -> {
                    account.putAll(found);
                    kind.putAll(Shapes.of(desks.choices().kinds().find(Shapes.text(found, "kind"))));
                    List<?> ways = isReady() ? Shapes.list(kind, "sign_in", "ways") : List.of();
                    flow = SignInFlow.by(ways.isEmpty() ? SignInFlow.TOKENS : Shapes.text(ways.get(0), "id"));
                });
    }

    public void begin() {
        signIns.begin(flow, Map.of("account", id()), null);
    }

    public void finish() throws IOException {
        open(signIns.finish(flow, id(), null));
    }

    public void paste() throws IOException {
        open(signIns.paste(flow, Map.of("account_id", id()), null));
    }

    private void open(Optional<AccountBody> done) throws IOException {
        if (done.isPresent()) {
            acts.done("account.signed-in", done.get().name());
            Addresses.go("account", id());
        }
    }

    private String id() {
        return Shapes.text(account, "id");
    }

    /** Whether the deployment has all settings that a sign-in needs. */
    public boolean isReady() {
        return Shapes.list(kind, "sign_in", "missing").isEmpty();
    }

    /** An {@code Account} of the API; empty where there is none. */
    public Map<String, Object> getAccount() {
        return account;
    }

    public Map<String, Object> getKind() {
        return kind;
    }

    public SignInFlow getFlow() {
        return flow;
    }

    public @Nullable String getId() {
        return id;
    }

    public void setId(@Nullable String id) {
        this.id = id;
    }
}
