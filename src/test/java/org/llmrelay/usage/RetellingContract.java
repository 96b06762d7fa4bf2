package org.llmrelay.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.llmrelay.ManualClock;
import org.llmrelay.claim.Claims;
import org.llmrelay.limit.Entrants;
import org.llmrelay.limit.Gate;
import org.llmrelay.pricing.InMemoryPriceOverrides;
import org.llmrelay.pricing.Price;
import org.llmrelay.pricing.PriceBook;
import org.llmrelay.pricing.PriceSource;
import org.llmrelay.pricing.Pricer;
import org.llmrelay.pricing.PricesConfig;
import org.llmrelay.pricing.PricingNotes;
import org.llmrelay.pricing.Rates;

/** What recomputation and repricing make of ledgers and counters. */
public abstract class RetellingContract {
    private static final Duration RETENTION = Duration.ofDays(90);

    private final InMemoryPriceOverrides overrides = new InMemoryPriceOverrides();

    protected abstract Gate gate();

    protected abstract Ledger ledger();

    protected abstract Archive archive();

    protected abstract Counters counters();

    protected abstract Claims claims();

    /** A clock that shows about the time that the store goes by. */
    protected abstract ManualClock clock();

    private Calendar utc() {
        return new Calendar(clock(), ZoneOffset.UTC);
    }

    private RollUp rollUp() {
        return new RollUp(archive(), counters(), utc());
    }

    private Recomputation recomputation() {
        return new Recomputation(new Upkeep.Stores(archive(), counters(), claims()), rollUp(), utc(), RETENTION);
    }

    private Repricing repricing() {
        PriceBook book =
                new PriceBook(overrides, new PricesConfig(null, null, Path.of("none")), new PricingNotes(), clock());
        CallSearch search = new CallSearch(archive(), counters(), utc());
        return new Repricing(search, archive(), new Pricer(book::table, Pricer.Policy.USUAL), claims());
    }

    private Instant now() {
        return clock().instant();
    }

    private void book(String key, String call, String model, long output) {
        gate().enter(Entrants.entrant(key, call, 0, null));
        ledger().book(Bookings.of(Entries.call(key, call, now(), model, output)));
    }

    private void cost(String model, long micros) {
        Rates rates = new Rates(0, micros * 1_000_000, 0, 0, 0, 0);
        overrides.save(Price.of(model, "", rates, PriceSource.OVERRIDE));
    }

    private LocalDate today() {
        return utc().today();
    }

    private TimeRange lately() {
        return new TimeRange(now().minus(1, ChronoUnit.DAYS), now().plusSeconds(1));
    }

    private Repricing.Result reprice(boolean apply) {
        Repricing.Result result = repricing()
                .page(new Repricing.Wish(lately(), null, apply), Optional.empty())
                .orElseThrow();
        rollUp().run();
        return result;
    }

    private Tally of(Subject subject) {
        return counters().read(subject, List.of(utc().day(today()))).get(0);
    }

    @Test
    void findsNothingWrongWhereNothingIs() {
        book("k1", "c1", "opus-4", 10);
        book("k2", "c2", "haiku", 5);
        rollUp().run();

        Recomputation.Result result = recomputation().day(today(), false).orElseThrow();

        assertThat(result).isEqualTo(new Recomputation.Result(2, List.of(), List.of(), 0));
    }

    @Test
    void findsAndMendsWhatIsWrongInTheCounters() {
        book("k1", "c1", "opus-4", 10);
        book("k2", "c2", "haiku", 5);
        rollUp().run();
        Slice day = utc().day(today());
        Slice hour = utc().slice(Grain.HOUR, now());
        Tally right = of(Subject.key("k1"));
        counters().mend(day, List.of(new Counters.Repair(Subject.key("k1"), right, right.plus(right))));
        counters().mend(hour, List.of(new Counters.Repair(Subject.WHOLE, of(Subject.WHOLE), Tally.NONE)));
        Recomputation recomputation = recomputation();
        clock().advance(Duration.ofDays(1));

        LocalDate then = today().minusDays(1);
        Recomputation.Result found = recomputation.day(then, false).orElseThrow();
        assertThat(found.differences())
                .extracting(Recomputation.Difference::slice)
                .containsExactlyInAnyOrder(day, hour);
        assertThat(found.mended()).isZero();
        assertThat(recomputation.day(then, true).orElseThrow().mended()).isEqualTo(2);
        assertThat(recomputation.day(then, false).orElseThrow().differences()).isEmpty();
        assertThat(counters().read(Subject.key("k1"), List.of(day))).containsExactly(right);
    }

    @Test
    void mendsNothingInADayThatGoesOn() {
        book("k1", "c1", "opus-4", 10);
        rollUp().run();
        Tally right = of(Subject.WHOLE);
        counters().mend(utc().day(today()), List.of(new Counters.Repair(Subject.WHOLE, right, Tally.NONE)));

        Recomputation.Result result = recomputation().day(today(), true).orElseThrow();

        assertThat(result.differences()).hasSize(1);
        assertThat(result.mended()).isZero();
        assertThat(recomputation().isWhole(today())).isFalse();
        assertThat(recomputation().isWhole(today().minusDays(1))).isTrue();
        assertThat(recomputation().isWhole(today().minusDays(91))).isFalse();
    }

    @Test
    void tellsWhatRepricingWouldChangeAndThenChangesItOnce() {
        book("k1", "c1", "mine", 10);
        book("k2", "c2", "mine", 5);
        book("k2", "c3", "same", 5);
        rollUp().run();
        cost("mine", 7);
        cost("same", 3);

        Repricing.Result dry = reprice(false);
        assertThat(of(Subject.WHOLE).spending()).isEqualTo(new Spending(60, 60, 0));
        Repricing.Result applied = reprice(true);
        Repricing.Result again = reprice(true);

        assertThat(dry).isEqualTo(new Repricing.Result(3, 2, new Spending(60, 60, 0), Optional.empty()));
        assertThat(applied).isEqualTo(dry);
        assertThat(again).isEqualTo(new Repricing.Result(3, 0, Spending.NONE, Optional.empty()));
        assertThat(of(Subject.WHOLE).spending()).isEqualTo(new Spending(120, 120, 0));
        assertThat(of(Subject.WHOLE).calls()).isEqualTo(3);
        assertThat(of(Subject.key("k2")).spending()).isEqualTo(new Spending(50, 50, 0));
        assertThat(of(new Subject(Dimension.ACCOUNT, "a1")).spending()).isEqualTo(new Spending(120, 120, 0));
    }

    @Test
    void repricesDownwardsAndBack() {
        book("k1", "c1", "mine", 10);
        rollUp().run();
        cost("mine", 1);
        assertThat(reprice(true).difference()).isEqualTo(new Spending(-20, -20, 0));
        assertThat(of(Subject.key("k1")).spending()).isEqualTo(new Spending(10, 10, 0));

        cost("mine", 3);

        assertThat(reprice(true).difference()).isEqualTo(new Spending(20, 20, 0));
        assertThat(of(Subject.key("k1")).spending()).isEqualTo(new Spending(30, 30, 0));
    }

    @Test
    void recomputationAgreesWithWhatWasRepriced() {
        book("k1", "c1", "mine", 10);
        book("k1", "c2", "gone", 10);
        rollUp().run();
        cost("mine", 9);

        Repricing.Result result = reprice(true);

        // Nobody knows what the other model costs any more: its call is charged nothing, and counted apart.
        assertThat(result.difference()).isEqualTo(new Spending(30, 30, 1));
        Recomputation.Result recomputed = recomputation().day(today(), false).orElseThrow();
        assertThat(recomputed).isEqualTo(new Recomputation.Result(2, List.of(), List.of(), 0));
    }

    @Test
    void repricesOneModelOnly() {
        book("k1", "c1", "mine", 10);
        book("k1", "c2", "other", 10);
        rollUp().run();
        cost("mine", 9);
        cost("other", 9);

        Repricing.Result result = repricing()
                .page(new Repricing.Wish(lately(), "other", true), Optional.empty())
                .orElseThrow();

        assertThat(result.changed()).isEqualTo(1);
        rollUp().run();
        Map<String, Tally> models = counters().all(utc().day(today()), Dimension.MODEL);
        Set<Long> costs = models.values().stream()
                .map(tally -> tally.spending().official())
                .collect(Collectors.toSet());
        assertThat(costs).containsExactlyInAnyOrder(30L, 90L);
    }

    @Test
    void oneAtATimeChangesLedgersAndCounters() {
        claims().take(Repricing.CLAIM, Duration.ofMinutes(1));

        assertThat(repricing().page(new Repricing.Wish(lately(), null, true), Optional.empty()))
                .isEmpty();
        assertThat(repricing().page(new Repricing.Wish(lately(), null, false), Optional.empty()))
                .isPresent();
        assertThat(recomputation().day(today(), false)).isEmpty();
    }
}
