package org.llmrelay.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.llmrelay.limit.Entrants.entrant;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.llmrelay.ManualClock;
import org.llmrelay.call.Attempt;
import org.llmrelay.call.Ending;
import org.llmrelay.call.Outcome;
import org.llmrelay.call.Usage;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.Gate.Entry;
import org.llmrelay.limit.Gate.Entry.Inside;
import org.llmrelay.limit.Gate.Entry.Spent;
import org.llmrelay.limit.Gate.Hold;
import org.llmrelay.limit.Gate.Meter;
import org.llmrelay.limit.Period;
import org.llmrelay.limit.Rule;
import org.llmrelay.limit.Unit;

/** What gate and ledger together make of limits: held at the gate, settled by the booking. */
public abstract class LimitContract {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Period.Window HOUR = new Period.Window(Duration.ofHours(1));
    private static final Rule TOKENS = Rule.of(Unit.TOKENS, HOUR, 100);
    private static final Rule STRICT = new Rule(Unit.TOKENS, HOUR, 100, null, true, true, false);

    private final Map<String, Hold[]> open = new ConcurrentHashMap<>();

    protected abstract Gate gate();

    protected abstract Ledger ledger();

    /** The clock that both go by. It stands at a full minute. */
    protected abstract ManualClock clock();

    protected final Entry enter(String call, Hold... holds) {
        open.put(call, holds);
        return gate().enter(entrant("k1", call, holds));
    }

    protected final void settle(String call, long tokens) {
        settle(call, Ending.COMPLETED, tokens);
    }

    private void settle(String call, Ending ending, long tokens) {
        List<Attempt> attempts =
                ending == Ending.FAILED ? List.of() : List.of(new Attempt("a1", 200, "ok", Duration.ZERO));
        Outcome outcome =
                new Outcome(ending, 200, new Usage(tokens, 0, 0, 0, 0, 0, 0), null, attempts, null, Duration.ZERO);
        LedgerEntry entry =
                new LedgerEntry(call, Instant.EPOCH, "k1", null, "anthropic", "opus-4", false, null, outcome);
        List<String> limits =
                List.of(open.get(call)).stream().map(hold -> hold.rule().name()).toList();
        ledger().book(List.of(new Booking(entry, limits)));
    }

    private Meter meter(Rule rule) {
        return gate().meters("k1", List.of(rule)).get(0);
    }

    @Test
    void whatWasSpentElsewhereCountsOnceInThePeriodThatItIsIn() {
        Rule life = Rule.of(Unit.COST, new Period.Life(), 100);
        Rule day = Rule.of(Unit.COST, new Period.Day(BERLIN, 0), 100);
        gate().carry("k1", List.of(new Gate.Carried(life, 60), new Gate.Carried(day, 40), new Gate.Carried(TOKENS, 7)));
        gate().carry("k1", List.of(new Gate.Carried(life, 90)));

        assertThat(List.of(
                        meter(life).spent(), meter(day).spent(), meter(TOKENS).spent()))
                .containsExactly(60L, 40L, 0L);
        enter("c1", new Hold(life, 30), new Hold(day, 30));
        settle("c1", 0);
        assertThat(meter(life).spent()).isEqualTo(60);
        clock().advance(Duration.ofDays(1));
        assertThat(meter(day).spent()).isZero();
        assertThat(meter(life).spent()).isEqualTo(60);
    }

    @Test
    void aLimitOfRequestsAdmitsExactlySoManyOfManyAtOnce() {
        Rule twenty = Rule.of(Unit.REQUESTS, HOUR, 20);

        long in = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> enter("c" + i, new Hold(twenty, 1)))
                .filter(Inside.class::isInstance)
                .count();

        assertThat(in).isEqualTo(20);
        assertThat(meter(twenty).spent()).isEqualTo(20);
    }

    @Test
    void aWindowBeginsWithItsFirstCallAndEndsForAll() {
        Rule two = Rule.of(Unit.REQUESTS, HOUR, 2);
        Instant start = clock().instant();
        enter("c1", new Hold(two, 1));
        clock().advance(Duration.ofMinutes(59));
        enter("c2", new Hold(two, 1));

        assertThat(enter("c3", new Hold(two, 1))).isEqualTo(new Spent(two, start.plus(Duration.ofHours(1))));
        clock().advance(Duration.ofMinutes(1));
        assertThat(enter("c4", new Hold(two, 1))).isInstanceOf(Inside.class);
        assertThat(meter(two)).isEqualTo(new Meter(two, 1, 0, start.plus(Duration.ofHours(2))));
    }

    @Test
    void aSlidingWindowForgetsStepByStep() {
        Rule two = Rule.of(Unit.REQUESTS, new Period.Sliding(Duration.ofHours(1)), 2);
        Instant start = clock().instant();
        enter("c1", new Hold(two, 1));
        clock().advance(Duration.ofMinutes(30));
        enter("c2", new Hold(two, 1));

        assertThat(enter("c3", new Hold(two, 1))).isEqualTo(new Spent(two, start.plus(Duration.ofHours(1))));
        clock().advance(Duration.ofMinutes(30));
        assertThat(enter("c4", new Hold(two, 1))).isInstanceOf(Inside.class);
        assertThat(enter("c5", new Hold(two, 1))).isEqualTo(new Spent(two, start.plus(Duration.ofMinutes(90))));
    }

    @Test
    void aDayIsFilledAgainWhenItEnds() {
        Rule one = Rule.of(Unit.REQUESTS, new Period.Day(BERLIN, 0), 1);
        Instant tomorrow = ((Period.Calendar) one.period()).end(clock().instant());
        enter("c1", new Hold(one, 1));

        assertThat(enter("c2", new Hold(one, 1))).isEqualTo(new Spent(one, tomorrow));
        clock().advance(Duration.between(clock().instant(), tomorrow));
        assertThat(enter("c3", new Hold(one, 1))).isInstanceOf(Inside.class);
    }

    @Test
    void aLifeIsNeverFilledAgain() {
        Rule one = Rule.of(Unit.REQUESTS, new Period.Life(), 1);
        enter("c1", new Hold(one, 1));
        clock().advance(Duration.ofDays(5000));

        assertThat(enter("c2", new Hold(one, 1))).isEqualTo(new Spent(one, null));
    }

    @Test
    void whatIsHeldIsReplacedByWhatWasUsed() {
        enter("c1", new Hold(TOKENS, 60));
        assertThat(meter(TOKENS)).extracting(Meter::spent, Meter::held).containsExactly(0L, 60L);

        settle("c1", 25);

        assertThat(meter(TOKENS)).extracting(Meter::spent, Meter::held).containsExactly(25L, 0L);
    }

    @Test
    void aSecondSettlementChangesNothing() {
        enter("c1", new Hold(TOKENS, 60));

        settle("c1", 25);
        settle("c1", 25);

        assertThat(meter(TOKENS)).extracting(Meter::spent, Meter::held).containsExactly(25L, 0L);
    }

    @Test
    void whatOthersHoldCountsAsUsed() {
        enter("c1", new Hold(TOKENS, 60));

        assertThat(enter("c2", new Hold(TOKENS, 41))).isInstanceOf(Spent.class);
        assertThat(enter("c3", new Hold(TOKENS, 40))).isInstanceOf(Inside.class);
    }

    @Test
    void aCallAloneMayUseWhatIsLeftThoughItsEstimateIsHigher() {
        assertThat(enter("c1", new Hold(TOKENS, 5000))).isInstanceOf(Inside.class);
        assertThat(enter("c2", new Hold(TOKENS, 1))).isInstanceOf(Spent.class);
        settle("c1", 99);
        assertThat(enter("c3", new Hold(TOKENS, 5000))).isInstanceOf(Inside.class);
        settle("c3", 1);
        assertThat(enter("c4", new Hold(TOKENS, 1))).isInstanceOf(Spent.class);
    }

    @Test
    void aStrictLimitHoldsTheWorstCase() {
        assertThat(enter("c1", new Hold(STRICT, 101))).isInstanceOf(Spent.class);
        assertThat(enter("c2", new Hold(STRICT, 100))).isInstanceOf(Inside.class);
    }

    @Test
    void whoIsLetInHearsHowFarItsLimitsAreUsedUp() {
        Instant end = clock().instant().plus(Duration.ofHours(1));
        Rule life = Rule.of(Unit.REQUESTS, new Period.Life(), 10);
        enter("c1", new Hold(TOKENS, 10), new Hold(life, 1));

        assertThat(enter("c2", new Hold(TOKENS, 20), new Hold(life, 1)))
                .isEqualTo(new Inside(
                        null, List.of(), List.of(new Meter(TOKENS, 0, 30, end), new Meter(life, 2, 0, null))));
    }

    @Test
    void aRefusedCallUsesNothingOfAnyLimit() {
        Rule first = Rule.of(Unit.REQUESTS, HOUR, 10);
        enter("c1", new Hold(first, 1), new Hold(STRICT, 100));

        enter("c2", new Hold(first, 1), new Hold(STRICT, 1));

        assertThat(meter(first).spent()).isEqualTo(1);
        assertThat(gate().inside("k1")).isEqualTo(1);
    }

    @Test
    void aCallThatReachedNobodyIsNoRequest() {
        Rule one = Rule.of(Unit.REQUESTS, HOUR, 1);
        enter("c1", new Hold(one, 1));

        settle("c1", Ending.FAILED, 0);

        assertThat(enter("c2", new Hold(one, 1))).isInstanceOf(Inside.class);
    }

    @Test
    void aLimitThatIsNotEnforcedCountsAndReports() {
        Rule shadow = new Rule(Unit.REQUESTS, HOUR, 1, null, false, false, false);
        enter("c1", new Hold(shadow, 1));

        assertThat(enter("c2", new Hold(shadow, 1)))
                .isInstanceOfSatisfying(
                        Inside.class, inside -> assertThat(inside.overruns()).containsExactly("requests/window"));
        assertThat(meter(shadow).spent()).isEqualTo(2);
    }

    @Test
    void aCallThatEndsAfterItsWindowDoesNotBurdenTheNext() {
        enter("c1", new Hold(TOKENS, 60));
        clock().advance(Duration.ofHours(2));
        enter("c2", new Hold(TOKENS, 10));

        settle("c1", 60);

        assertThat(meter(TOKENS)).extracting(Meter::spent, Meter::held).containsExactly(0L, 10L);
    }

    @Test
    void manyLimitsHoldAtOnce() {
        Rule week = new Rule(
                Unit.TOKENS, new Period.Week(ZoneOffset.UTC, DayOfWeek.MONDAY, 9), 50, "opus", true, false, false);
        Rule month = Rule.of(Unit.TOKENS, new Period.Month(BERLIN, 3), 1000);
        enter("c1", new Hold(TOKENS, 10), new Hold(week, 10), new Hold(month, 10));

        settle("c1", 50);

        assertThat(gate().meters("k1", List.of(TOKENS, week, month)))
                .extracting(Meter::spent)
                .containsExactly(50L, 50L, 50L);
        assertThat(enter("c2", new Hold(TOKENS, 1), new Hold(week, 1), new Hold(month, 1)))
                .isInstanceOfSatisfying(
                        Spent.class, spent -> assertThat(spent.rule()).isEqualTo(week));
    }

    /** Books a call that passed at a time, while nobody could count. */
    private void bookLate(String call, Instant at, long tokens, Hold... holds) {
        String pass = gate().pass(entrant("k1", call, at, List.of(holds)));
        List<Attempt> attempts = List.of(new Attempt("a1", 200, "ok", Duration.ZERO));
        Usage usage = new Usage(tokens, 0, 0, 0, 0, 0, 0);
        Outcome outcome = new Outcome(Ending.COMPLETED, 200, usage, null, attempts, null, Duration.ZERO);
        LedgerEntry entry = new LedgerEntry(call, at, "k1", null, "anthropic", "opus-4", false, null, outcome);
        List<String> limits =
                List.of(holds).stream().map(hold -> hold.rule().name()).toList();
        ledger().book(List.of(new Booking(entry, limits, pass)));
        ledger().book(List.of(new Booking(entry, limits, pass)));
    }

    @Test
    void aCallThatPassedCountsOnceInThePeriodInWhichItCame() {
        Rule ten = Rule.of(Unit.REQUESTS, new Period.Day(BERLIN, 0), 10);
        Rule sliding = Rule.of(Unit.REQUESTS, new Period.Sliding(Duration.ofHours(1)), 10);
        Instant today = clock().instant();

        bookLate("c1", today, 7, new Hold(TOKENS, 60), new Hold(ten, 1), new Hold(sliding, 1));
        bookLate(
                "c2", today.minus(Duration.ofDays(1)), 7, new Hold(TOKENS, 60), new Hold(ten, 1), new Hold(sliding, 1));

        assertThat(gate().meters("k1", List.of(TOKENS, ten, sliding)))
                .extracting(Meter::spent, Meter::held)
                .containsExactly(tuple(7L, 0L), tuple(1L, 0L), tuple(1L, 0L));
        assertThat(gate().inside("k1")).isZero();
        assertThat(ledger().latest("k1", 9)).extracting(LedgerEntry::call).containsExactly("c2", "c1");
    }

    @Test
    void aCallThatPassedBesideOthersJoinsTheirWindow() {
        enter("c1", new Hold(TOKENS, 60));
        settle("c1", 25);
        Instant began = clock().instant();
        clock().advance(Duration.ofMinutes(20));

        bookLate("c2", clock().instant(), 10, new Hold(TOKENS, 60));
        bookLate("c3", began.minus(Duration.ofMinutes(20)), 10, new Hold(TOKENS, 60));

        assertThat(meter(TOKENS)).isEqualTo(new Meter(TOKENS, 45, 0, began.plus(Duration.ofHours(1))));
    }

    @Test
    void whatIsUsedAtOnceTakesNoSlotAndIsNotBooked() {
        Rule counts = new Rule(Unit.COUNTS, HOUR, 2, null, true, false, false);
        Instant end = clock().instant().plus(Duration.ofHours(1));

        assertThat(gate().use("k1", List.of(new Hold(counts, 1)))).isInstanceOf(Inside.class);
        assertThat(gate().use("k1", List.of(new Hold(counts, 1)))).isInstanceOf(Inside.class);
        assertThat(gate().use("k1", List.of(new Hold(counts, 1)))).isEqualTo(new Spent(counts, end));

        assertThat(meter(counts)).isEqualTo(new Meter(counts, 2, 0, end));
        assertThat(gate().inside("k1")).isZero();
        assertThat(ledger().latest("k1", 9)).isEmpty();
    }

    @Test
    void aResetForgetsWhatWasSpentAndKeepsWhatIsHeld() {
        Rule sliding = Rule.of(Unit.TOKENS, new Period.Sliding(Duration.ofHours(1)), 100);
        enter("c1", new Hold(TOKENS, 60), new Hold(sliding, 60));
        settle("c1", 80);
        enter("c2", new Hold(TOKENS, 15), new Hold(sliding, 15));

        gate().reset("k1", List.of(TOKENS, sliding));

        assertThat(gate().meters("k1", List.of(TOKENS, sliding)))
                .extracting(Meter::spent, Meter::held)
                .containsOnly(tuple(0L, 15L));
    }
}
