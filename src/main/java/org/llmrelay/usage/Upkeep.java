package org.llmrelay.usage;

import java.time.Duration;
import java.util.List;
import org.llmrelay.claim.Claims;

/** Counts what was missed, and forgets what is old: the ledgers' entries, and the days in the books of keys. Once for all nodes. Thread-safe. */
public final class Upkeep {
    /** Less than the time from one run to the next, however late a timer may be. */
    private static final Duration HOUR = Duration.ofMinutes(50);

    private static final Duration DAY = Duration.ofHours(23);

    private final Stores stores;
    private final RollUp rollUp;
    private final Calendar calendar;
    private final Duration retention;

    /** {@code retention}: how long entries of the ledger are kept. */
    public Upkeep(Stores stores, RollUp rollUp, Calendar calendar, Duration retention) {
        this.stores = stores;
        this.rollUp = rollUp;
        this.calendar = calendar;
        this.retention = retention;
    }

    /** Where usage is kept. */
    public record Stores(Archive archive, Counters counters, Claims claims) {}

    /**
     * Looks after all ledgers; to be called once an hour on every node. Blocks for the store.
     *
     * @throws org.llmrelay.failure.StoreUnavailableException when it is away: the next hour goes on
     */
    public void run() {
        if (stores.claims().take("ledgers", HOUR)) {
            stores.archive().everyKey(this::tend);
        }
        if (stores.claims().take("books", DAY)) {
            String oldest = calendar.date(calendar.now().minus(daysKept())).toString();
            stores.archive().everyKey(keys -> stores.archive().forgetDays(keys, oldest));
        }
    }

    private void tend(List<String> keys) {
        rollUp.count(keys);
        stores.archive().trim(stores.counters().cursors(keys), calendar.now().minus(retention));
    }

    /** Days in the books are kept as long as the days of the tables. */
    private static Duration daysKept() {
        Duration kept = Grain.DAY.kept();
        if (kept == null) {
            throw new IllegalStateException("days are not kept for ever");
        }
        return kept;
    }
}
