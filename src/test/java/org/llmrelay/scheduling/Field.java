package org.llmrelay.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.ManualClock;
import org.llmrelay.account.Account;
import org.llmrelay.account.Duty;
import org.llmrelay.account.Group;
import org.llmrelay.account.InMemoryAccounts;
import org.llmrelay.account.InMemoryGroups;
import org.llmrelay.account.InMemoryQuotas;
import org.llmrelay.account.InMemoryStandings;
import org.llmrelay.account.Policy;
import org.llmrelay.account.Quota;
import org.llmrelay.key.Handling.Priority;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.InMemoryGate;
import org.llmrelay.limit.InMemoryLeases;
import org.llmrelay.limit.Leases;
import org.llmrelay.settings.RelaySettings;

/** A scheduler, its accounts and a clock. */
final class Field implements SchedulingEvents {
    static final String FAMILY = "opus";
    static final String MODEL = "claude-opus-4-5";

    final ManualClock clock = ManualClock.atNoon();
    final InMemoryStandings standings = new InMemoryStandings(clock);
    final InMemoryAccounts accounts = new InMemoryAccounts(standings);
    final InMemoryGroups groups = new InMemoryGroups();
    final InMemoryQuotas quotas = new InMemoryQuotas();
    final InMemoryLeases leases = new InMemoryLeases(clock, new InMemoryGate(clock));
    final Scheduler scheduler = new Scheduler(
            new Scheduler.Sources(accounts, groups, standings, quotas, leases),
            () -> RelaySettings.DEFAULTS,
            this,
            clock);
    private int calls;

    void account(String id) {
        account(id, Duty.USUAL);
    }

    void account(String id, Duty duty) {
        account(id, 50, duty);
    }

    void account(String id, int priority, Duty duty) {
        accounts.save(new Account(
                id,
                "k",
                new Account.Profile(id, true, priority),
                new Account.Connection(Map.of(), Map.of(), Map.of("mapped", "there")),
                duty,
                Instant.EPOCH));
    }

    void group(String id, Policy policy) {
        groups.save(new Group(id, id, policy, Instant.EPOCH));
    }

    void used(String account, int percent) {
        quotas.note(
                account,
                new Quota(List.of(
                        new Quota.Window("5h", null, percent, clock.instant().plusSeconds(3_600)))));
    }

    /** The account that is chosen, which stays in use; empty where none is. */
    String chosen(Wish wish) {
        return lease(wish).map(lease -> lease.account().id()).orElse("");
    }

    Optional<Lease> lease(Wish wish) {
        return scheduler.choose(wish, Set.of()) instanceof Choice.Chosen chosen
                ? Optional.of(chosen.lease())
                : Optional.empty();
    }

    Wish wish() {
        return wish(Wish.Seeker.unbound("key"), MODEL, Wish.Trail.NONE);
    }

    Wish wish(Priority priority) {
        return wish(new Wish.Seeker("key", priority, null, false), MODEL, Wish.Trail.NONE);
    }

    Wish boundTo(String home, boolean fallsBack) {
        return wish(new Wish.Seeker("key", Priority.NORMAL, home, fallsBack), MODEL, Wish.Trail.NONE);
    }

    Wish wish(Wish.Seeker seeker, String model, Wish.Trail trail) {
        return new Wish(
                "call" + ++calls,
                seeker,
                new Wish.Need(Set.of("k"), model, FAMILY),
                true,
                trail,
                () -> Leases.Hold.NOTHING);
    }

    static Wish.Trail trail(String session, @Nullable String last) {
        return new Wish.Trail(new Gate.Session(session, FAMILY, Duration.ofHours(1)), last);
    }

    @Override
    public void accountRests(String account, String family, String cause, Duration rest, boolean needsAttention) {}

    @Override
    public void accountRecovered(String account, String family) {}
}
