package org.llmrelay.admin;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.llmrelay.account.Account;
import org.llmrelay.account.AccountState;
import org.llmrelay.account.Checks;
import org.llmrelay.account.Checkup;
import org.llmrelay.account.CoolDown;
import org.llmrelay.account.Quotas;
import org.llmrelay.account.Standings;
import org.llmrelay.account.State;
import org.llmrelay.account.Transition;
import org.llmrelay.limit.Leases;
import org.llmrelay.provider.Kind;
import org.llmrelay.route.Proxies;
import org.llmrelay.route.Targets;

/** What an operator does with accounts. Throws {@link ProblemException} where it cannot be done. Thread-safe when {@code random} is. */
public final class AccountDesk {
    private final Stores stores;
    private final AccountForm forms;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** @param targets what upstreams may be dialled */
    public AccountDesk(
            Stores stores, Collection<Kind> providers, Targets targets, InstantSource clock, RandomGenerator random) {
        this.stores = stores;
        this.forms = new AccountForm(providers, stores.places().groups(), new ProxyForm(stores.proxies()), targets);
        this.clock = clock;
        this.random = random;
    }

    /** Where accounts, what happens to them, and what they go through are kept. */
    public record Stores(Places places, BoundKeys keys, Facts facts, Leases leases, Proxies proxies) {}

    /** What has been found out about accounts. */
    public record Facts(Standings standings, Quotas quotas, Checks checks) {}

    public List<Account> all() {
        return stores.places().accounts().all();
    }

    public Account find(String id) {
        return stores.places()
                .accounts()
                .find(id)
                .orElseThrow(() -> new ProblemException(Problem.notFound("account", id)));
    }

    public Account create(Form form) {
        return saved(made(forms.read(form, null)));
    }

    /** An account as a form has it, of a kind that is settled; nothing is saved, and mistakes are left in the form. */
    public Account read(Form form, String kind) {
        return made(forms.readAs(form, kind));
    }

    /** An account of a kind that nothing else is known of; nothing is saved. */
    public Account draft(String kind) {
        return made(AccountForm.Entry.blank(kind));
    }

    private Account made(AccountForm.Entry entry) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String id = "acc_%016x".formatted(random.nextLong());
        return new Account(id, entry.kind(), entry.profile(), entry.connection(), entry.duty(), now);
    }

    public Account change(String id, Form form, String by) {
        Account before = find(id);
        AccountForm.Entry entry = forms.read(form, before);
        Account after = saved(
                new Account(id, entry.kind(), entry.profile(), entry.connection(), entry.duty(), before.created()));
        if (!before.connection().secrets().equals(after.connection().secrets())) {
            // What was held against the old credential says nothing of the new one.
            stores.facts().standings().reset(id, "new-credential", by);
        }
        if (before.isEnabled() != after.isEnabled()) {
            stores.facts().standings().note(id, switched(after, by));
        }
        return after;
    }

    private Transition switched(Account account, String by) {
        State working = stores.facts().standings().of(account.id()).state(clock.instant());
        return new Transition(
                clock.instant(),
                CoolDown.ALL,
                account.isEnabled() ? State.DISABLED : working,
                account.isEnabled() ? working : State.DISABLED,
                null,
                account.isEnabled() ? "enabled" : "disabled",
                by);
    }

    /** {@code unbind}: whether keys that are bound to it lose their bindings; else it stays while there are any. */
    public void delete(String id, boolean unbind) {
        find(id);
        if (!unbind) {
            stores.keys().requireNone(id);
        }
        stores.keys().unbind(id);
        if (!stores.places().accounts().delete(id)) {
            throw new ProblemException(Problem.notFound("account", id));
        }
        // A key may have been bound to it just now.
        stores.keys().unbind(id);
    }

    public AccountState state(String id) {
        return states(List.of(find(id))).get(0);
    }

    /** How all accounts stand, in their order; one round trip. */
    public List<AccountState> states() {
        return states(all());
    }

    private List<AccountState> states(List<Account> accounts) {
        List<Long> running =
                stores.leases().running(accounts.stream().map(Account::id).toList());
        Instant now = clock.instant();
        return IntStream.range(0, accounts.size())
                .mapToObj(i -> state(accounts.get(i), running.get(i), now))
                .toList();
    }

    private AccountState state(Account account, long running, Instant now) {
        return new AccountState(
                account,
                stores.facts().standings().of(account.id()),
                stores.facts().quotas().of(account.id()),
                running,
                now);
    }

    public AccountState reset(String id, String by) {
        find(id);
        stores.facts().standings().reset(id, "reset", by);
        return state(id);
    }

    /** What the last checks have found, newest first. */
    public List<Checkup> checks(String id) {
        find(id);
        return stores.facts().checks().of(id);
    }

    public List<Transition> history(String id) {
        find(id);
        return stores.facts().standings().history(id);
    }

    public Account saved(Account account) {
        requireFreeName(account);
        stores.places().accounts().save(account);
        return account;
    }

    public void requireFreeName(Account account) {
        if (all().stream().anyMatch(other -> isNamesake(other, account))) {
            throw new ProblemException(Problem.conflict("There is another account with the name " + account.name()));
        }
    }

    private static boolean isNamesake(Account other, Account account) {
        return other.name().equalsIgnoreCase(account.name()) && !other.id().equals(account.id());
    }
}
