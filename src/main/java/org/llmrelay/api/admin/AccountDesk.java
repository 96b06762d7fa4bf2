package org.llmrelay.api.admin;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;
import org.llmrelay.account.Account;
import org.llmrelay.account.AccountState;
import org.llmrelay.account.Accounts;
import org.llmrelay.account.Standings;
import org.llmrelay.limit.Leases;
import org.llmrelay.provider.Provider;

/** What an operator does with accounts. Throws {@link ProblemException} where it cannot be done. Thread-safe when {@code random} is. */
public final class AccountDesk {
    private final Stores stores;
    private final AccountForm forms;
    private final InstantSource clock;
    private final RandomGenerator random;

    public AccountDesk(Stores stores, Collection<Provider> providers, InstantSource clock, RandomGenerator random) {
        this.stores = stores;
        this.forms = new AccountForm(providers);
        this.clock = clock;
        this.random = random;
    }

    /** Where accounts and what happens to them are kept. */
    public record Stores(Accounts accounts, Standings standings, Leases leases) {}

    List<Account> all() {
        return stores.accounts().all();
    }

    Account find(String id) {
        return stores.accounts().find(id).orElseThrow(() -> new ProblemException(Problem.notFound("account", id)));
    }

    Account create(Form form) {
        AccountForm.Entry entry = forms.read(form, null);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String id = "acc_%016x".formatted(random.nextLong());
        return saved(new Account(id, entry.kind(), entry.profile(), entry.connection(), now));
    }

    Account change(String id, Form form) {
        Account before = find(id);
        AccountForm.Entry entry = forms.read(form, before);
        return saved(new Account(id, entry.kind(), entry.profile(), entry.connection(), before.created()));
    }

    void delete(String id) {
        if (!stores.accounts().delete(id)) {
            throw new ProblemException(Problem.notFound("account", id));
        }
    }

    AccountState state(String id) {
        Account account = find(id);
        return new AccountState(
                account, stores.standings().of(id), stores.leases().running(id), clock.instant());
    }

    AccountState reset(String id) {
        find(id);
        stores.standings().reset(id);
        return state(id);
    }

    private Account saved(Account account) {
        if (all().stream().anyMatch(other -> isNamesake(other, account))) {
            throw new ProblemException(Problem.conflict("There is another account with the name " + account.name()));
        }
        stores.accounts().save(account);
        return account;
    }

    private static boolean isNamesake(Account other, Account account) {
        return other.name().equalsIgnoreCase(account.name()) && !other.id().equals(account.id());
    }
}
