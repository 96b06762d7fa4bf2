package org.llmrelay.relay;

import java.util.Set;
import org.llmrelay.account.Accounts;

/** Says for which dialects there are accounts. Thread-safe. */
public final class ServedDialects {
    private final Accounts accounts;
    private final Providers providers;

    public ServedDialects(Accounts accounts, Providers providers) {
        this.accounts = accounts;
        this.providers = providers;
    }

    /** Whether an account that is switched on speaks a dialect with callers of a service. */
    public boolean contains(String dialect, String service) {
        Set<String> kinds = providers.kindsFor(dialect, service);
        return accounts.all().stream().anyMatch(account -> account.isEnabled() && kinds.contains(account.kind()));
    }
}
