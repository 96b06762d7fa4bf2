package org.llmrelay.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.llmrelay.ManualClock;
import org.llmrelay.call.Attempt;
import org.llmrelay.call.Delivery;
import org.llmrelay.call.Ending;
import org.llmrelay.call.Estimated;
import org.llmrelay.call.Outcome;
import org.llmrelay.call.PassedOver;
import org.llmrelay.call.Usage;
import org.llmrelay.limit.Entrants;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.Leases;
import org.llmrelay.limit.Leases.Claim;
import org.llmrelay.pricing.Charge;
import org.llmrelay.pricing.Rates;
import org.llmrelay.pricing.Rating;

/** What every ledger does. Times are given to the millisecond, the finest that a ledger has to keep. */
public abstract class LedgerContract {
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Instant SUNDAY = Instant.parse("2026-03-01T23:59:59.999Z");
    private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00.001Z");
    private static final Charge CHARGE =
            new Charge(Charge.State.CEILING, "v1", new Rates(1, 2, 3, 4, 5, 6), new Rating(1_100_000, 900_000), 17, 18);
    private static final Usage USAGE = new Usage(1, 20, 300, 4_000, 50_000, 6, 7);

    protected abstract Ledger ledger();

    protected abstract Gate gate();

    protected abstract Leases leases();

    /** The clock that all go by. */
    protected abstract ManualClock clock();

    /** An entry with every field filled, for tests. */
    protected static LedgerEntry entry(String key, String call, Instant at, String model, Usage usage) {
        Outcome outcome = new Outcome(
                Ending.COMPLETED,
                200,
                usage,
                new Estimated(3, 5),
                model + "-20260101",
                new Delivery("priority", "fast", "us"),
                List.of(
                        new Attempt("a2", 529, "upstream-overloaded", Duration.ofMillis(80)),
                        new Attempt("a1", 200, "ok", Duration.ofMillis(310), "detour")),
                List.of(new PassedOver("a3", "resting")),
                Duration.ofMillis(412),
                Duration.ofMillis(5_003));
        return new LedgerEntry(
                call, at, key, "a1", "anthropic", model, true, "claude-cli/2.1 (external, cli)", outcome, CHARGE);
    }

    private static LedgerEntry entry(String key, String call) {
        return entry(key, call, SUNDAY, "opus-4", USAGE);
    }

    private void enter(String key, String call) {
        gate().enter(Entrants.entrant(key, call, 0, null));
    }

    private void admitAndBook(LedgerEntry entry) {
        enter(entry.key(), entry.call());
        ledger().book(Bookings.of(entry));
    }

    @Test
    void isEmptyForAKeyThatNeverCalled() {
        assertThat(ledger().totals("k1")).isEmpty();
        assertThat(ledger().latest("k1", 10)).isEmpty();
    }

    @Test
    void keepsAnEntryAsItWasBooked() {
        LedgerEntry entry = entry("k1", "c1");

        admitAndBook(entry);

        assertThat(ledger().latest("k1", 10)).containsExactly(entry);
    }

    @Test
    void keepsAnEntryOfACallThatReachedNobody() {
        Outcome outcome = new Outcome(Ending.CALLER_GONE, 0, Usage.NONE, null, List.of(), null, Duration.ofMillis(3));
        LedgerEntry entry = new LedgerEntry("c1", SUNDAY, "k1", null, "anthropic", "opus-4", false, null, outcome);

        admitAndBook(entry);

        assertThat(ledger().latest("k1", 10)).containsExactly(entry);
    }

    @Test
    void addsUpByDayAndModelFromTheNewestDayOn() {
        admitAndBook(entry("k1", "c1", SUNDAY, "opus-4", USAGE));
        admitAndBook(entry("k1", "c2", SUNDAY, "opus-4", USAGE));
        admitAndBook(entry("k1", "c3", SUNDAY, "haiku|4,5", USAGE));
        admitAndBook(entry("k1", "c4", MONDAY, "opus-4", USAGE));

        assertThat(ledger().totals("k1"))
                .containsExactly(
                        new UsageTotal(LocalDate.parse("2026-03-02"), "opus-4", 1, 1, USAGE, new Spending(17, 18, 1)),
                        new UsageTotal(
                                LocalDate.parse("2026-03-01"), "haiku|4,5", 1, 1, USAGE, new Spending(17, 18, 1)),
                        new UsageTotal(
                                LocalDate.parse("2026-03-01"),
                                "opus-4",
                                2,
                                2,
                                USAGE.plus(USAGE),
                                new Spending(34, 36, 2)));
    }

    @Test
    void addsLargeNumbersExactly() {
        Usage large = new Usage(4_000_000_000_000_001L, 1, 0, 0, 0, 0, 0);

        admitAndBook(entry("k1", "c1", SUNDAY, "opus-4", large));
        admitAndBook(entry("k1", "c2", SUNDAY, "opus-4", large));

        assertThat(ledger().totals("k1").get(0).usage().input()).isEqualTo(8_000_000_000_000_002L);
    }

    @Test
    void booksACallOnce() {
        LedgerEntry entry = entry("k1", "c1");
        admitAndBook(entry);

        ledger().book(Bookings.of(entry, entry));

        assertThat(ledger().latest("k1", 10)).containsExactly(entry);
        assertThat(ledger().totals("k1")).extracting(UsageTotal::calls).containsExactly(1L);
    }

    @Test
    void freesTheSlotsOfKeyAndAccount() {
        enter("k1", "c1");
        enter("k1", "c2");
        leases().take(new Claim("a1", "c1", 0, LEASE, null));
        leases().take(new Claim("a1", "c2", 0, LEASE, null));

        ledger().book(Bookings.of(entry("k1", "c1")));

        assertThat(gate().inside("k1")).isEqualTo(1);
        assertThat(leases().running("a1")).isEqualTo(1);
    }

    @Test
    void booksManyCallsOfManyKeysTogether() {
        enter("k1", "c1");
        enter("k2", "c2");
        enter("k1", "c3");

        ledger().book(Bookings.of(entry("k1", "c1"), entry("k2", "c2"), entry("k1", "c3")));
        ledger().book(Bookings.of());

        assertThat(ledger().latest("k1", 10)).extracting(LedgerEntry::call).containsExactly("c3", "c1");
        assertThat(ledger().latest("k2", 10)).extracting(LedgerEntry::call).containsExactly("c2");
        assertThat(ledger().totals("k1")).extracting(UsageTotal::calls).containsExactly(2L);
    }

    @Test
    void listsNoMoreThanAskedForFromTheNewestOn() {
        admitAndBook(entry("k1", "c1"));
        admitAndBook(entry("k1", "c2"));
        admitAndBook(entry("k1", "c3"));

        assertThat(ledger().latest("k1", 2)).extracting(LedgerEntry::call).containsExactly("c3", "c2");
    }
}
