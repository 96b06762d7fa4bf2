package org.llmrelay.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmrelay.ManualClock;
import org.llmrelay.call.Ending;
import org.llmrelay.call.Estimated;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.limit.Entrants;
import org.llmrelay.limit.Gate;
import org.llmrelay.pricing.Charge;
import org.llmrelay.pricing.Rates;
import org.llmrelay.pricing.Rating;

/** What ledger, archive and counters together make of calls: each is counted once, for all it stands for. */
public abstract class RollUpContract {
    /** When calls arrive: a full hour that the clock shows, or showed when the test began. */
    private Instant noon = Instant.EPOCH;

    @BeforeEach
    void lookAtTheClock() {
        noon = clock().instant();
    }

    protected abstract Gate gate();

    protected abstract Ledger ledger();

    protected abstract Archive archive();

    protected abstract Counters counters();

    /** The clock that all go by; it shows a full hour. */
    protected abstract ManualClock clock();

    private Calendar utc() {
        return new Calendar(clock(), ZoneOffset.UTC);
    }

    private RollUp rollUp() {
        return new RollUp(archive(), counters(), utc());
    }

    private void book(LedgerEntry... entries) {
        for (LedgerEntry entry : entries) {
            gate().enter(Entrants.entrant(entry.key(), entry.call(), 0, null));
        }
        ledger().book(Bookings.of(entries));
    }

    private LedgerEntry call(String key, String call, long output) {
        return Entries.call(key, call, noon, "opus-4", output);
    }

    private Tally counted(Subject subject, Grain grain) {
        return counters().read(subject, List.of(utc().slice(grain, noon))).get(0);
    }

    private BookedCall booked(String key) {
        Archive.Since since = new Archive.Since(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), Optional.empty());
        List<Posting> all = archive().newest(key, since, 100).stream()
                .filter(Posting::isCall)
                .toList();
        return archive().corrected(List.of(all.get(0))).get(0);
    }

    private static Charge charge(long official, long rated) {
        return new Charge(Charge.State.PRICED, "v2", Rates.ZERO, Rating.NONE, official, rated);
    }

    @Test
    void countsACallForAllItStandsForInEveryGrain() {
        LedgerEntry untold = Entries.estimated(call("k2", "c2", 5), new Estimated(0, 1));
        book(call("k1", "c1", 10), untold);

        rollUp().run();

        Tally one = Tally.of(call("k1", "c1", 10));
        Tally both = one.plus(Tally.of(untold));
        for (Grain grain : Grain.values()) {
            assertThat(counted(Subject.key("k1"), grain)).isEqualTo(one);
            assertThat(counted(Subject.WHOLE, grain)).isEqualTo(both);
            assertThat(counted(new Subject(Dimension.ACCOUNT, "a1"), grain)).isEqualTo(both);
            assertThat(counted(new Subject(Dimension.MODEL, "opus-4"), grain)).isEqualTo(both);
            assertThat(counted(new Subject(Dimension.DIALECT, "anthropic"), grain))
                    .isEqualTo(both);
            assertThat(counted(new Subject(Dimension.CLIENT, "claude-cli"), grain))
                    .isEqualTo(both);
        }
        assertThat(both.spending()).isEqualTo(new Spending(45, 45, 0));
        assertThat(both.firstByteMillis()).isEqualTo(200);
        assertThat(both.firstBytes()).isEqualTo(2);
        assertThat(both.estimated()).isEqualTo(1);
    }

    @Test
    void listsAllSubjectsOfADimension() {
        book(call("k1", "c1", 10), call("k2", "c2", 5));
        book(Entries.call("k2", "c3", noon, "a:odd|model", 7, Ending.FAILED, null));

        rollUp().run();

        Slice day = utc().slice(Grain.DAY, noon);
        assertThat(counters().all(day, Dimension.KEY)).containsOnlyKeys("k1", "k2");
        assertThat(counters().all(day, Dimension.MODEL)).containsOnlyKeys("opus-4", "a:odd|model");
        assertThat(counters().all(day, Dimension.ACCOUNT)).containsOnlyKeys("a1");
        assertThat(counters()
                        .all(day, Dimension.KEY)
                        .getOrDefault("k2", Tally.NONE)
                        .failed())
                .isEqualTo(1);
    }

    @Test
    void addsSlicesUpAndTakesOthersOff() {
        Instant yesterday = noon.minus(Duration.ofDays(1));
        book(
                Entries.call("k1", "c1", noon, "m", 5),
                Entries.call("k1", "c2", yesterday, "m", 7),
                Entries.call("k2", "c3", yesterday, "n", 7));
        rollUp().run();
        Slice today = utc().slice(Grain.DAY, noon);
        Slice before = utc().slice(Grain.DAY, yesterday);

        Map<String, Tally> sums = counters().sums(Dimension.KEY, List.of(today, before, before), List.of(before));
        Map<String, Tally> rest = counters().sums(Dimension.MODEL, List.of(today, before), List.of(before));

        assertThat(sums).containsOnlyKeys("k1", "k2");
        assertThat(sums.getOrDefault("k1", Tally.NONE).usage().output()).isEqualTo(12);
        assertThat(sums.getOrDefault("k2", Tally.NONE).calls()).isEqualTo(1);
        assertThat(rest).containsOnlyKeys("m");
        assertThat(rest.getOrDefault("m", Tally.NONE).spending()).isEqualTo(new Spending(15, 15, 0));
    }

    @Test
    void aCallCountsWhereItArrived() {
        Instant lastMonth = noon.minus(Duration.ofDays(32));
        book(Entries.call("k1", "c1", lastMonth, "opus-4", 10));

        rollUp().run();

        assertThat(counted(Subject.WHOLE, Grain.MONTH)).isEqualTo(Tally.NONE);
        List<Slice> there = List.of(utc().slice(Grain.MONTH, lastMonth), utc().slice(Grain.HOUR, lastMonth));
        assertThat(counters().read(Subject.key("k1"), there))
                .extracting(Tally::calls)
                .containsExactly(1L, 1L);
        // A minute of last month is not kept any more.
        assertThat(counters().read(Subject.WHOLE, List.of(utc().slice(Grain.MINUTE, lastMonth))))
                .containsExactly(Tally.NONE);
    }

    @Test
    void readsSeveralSubjectsAtOnce() {
        book(call("k1", "c1", 10), call("k2", "c2", 20));
        rollUp().run();
        List<Slice> slices =
                List.of(utc().slice(Grain.DAY, noon.minus(Duration.ofDays(1))), utc().slice(Grain.DAY, noon));

        Map<String, List<Tally>> read = counters().read(Dimension.KEY, List.of("k2", "k3", "k1"), slices);

        assertThat(read).containsOnlyKeys("k1", "k2", "k3").containsEntry("k3", List.of(Tally.NONE, Tally.NONE));
        assertThat(read.get("k1")).extracting(tally -> tally.usage().output()).containsExactly(0L, 10L);
        assertThat(read.get("k2")).extracting(tally -> tally.usage().output()).containsExactly(0L, 20L);
        assertThat(counters().read(Dimension.KEY, List.of(), slices)).isEmpty();
        assertThat(counters().read(Dimension.KEY, List.of("k1"), List.of())).isEqualTo(Map.of("k1", List.of()));
    }

    @Test
    void countsDaysInTheOperatorsZone() {
        Calendar berlin = new Calendar(clock(), ZoneId.of("Europe/Berlin"));
        Instant evening = noon.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofMinutes(30));
        book(Entries.call("k1", "c1", evening, "opus-4", 10));

        new RollUp(archive(), counters(), berlin).run();

        Slice first = berlin.slice(Grain.DAY, evening);
        assertThat(first.name()).isEqualTo(utc().date(noon).toString());
        assertThat(counters().read(Subject.WHOLE, List.of(first)).get(0).calls())
                .isEqualTo(1);
    }

    @Test
    void countsNothingTwice() {
        book(call("k1", "c1", 10));

        rollUp().run();
        rollUp().run();
        rollUp().count(List.of("k1", "k1", "unknown"));

        assertThat(counted(Subject.WHOLE, Grain.DAY).calls()).isEqualTo(1);
    }

    @Test
    void goesOnBehindWhatWasCounted() {
        book(call("k1", "c1", 10));
        rollUp().run();
        book(call("k1", "c2", 20));
        rollUp().run();

        assertThat(counted(Subject.key("k1"), Grain.DAY).usage().output()).isEqualTo(30);
        assertThat(counted(Subject.key("k1"), Grain.DAY).calls()).isEqualTo(2);
    }

    @Test
    void countsMoreThanOneReadGives() {
        LedgerEntry[] many = IntStream.range(0, 1_300)
                .mapToObj(i -> call("k" + i % 45, "c" + i, 1))
                .toArray(LedgerEntry[]::new);
        book(many);
        book(IntStream.range(0, 1_100).mapToObj(i -> call("k1", "d" + i, 1)).toArray(LedgerEntry[]::new));

        rollUp().run();

        assertThat(counted(Subject.WHOLE, Grain.DAY).calls()).isEqualTo(2_400);
        assertThat(counted(Subject.key("k1"), Grain.MONTH).calls()).isEqualTo(1_129);
    }

    @Test
    void manyWhoCountAtOnceCountEachCallOnce() throws Exception {
        List<String> keys = List.of("k0", "k1", "k2");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int round = 0; round < 10; round++) {
                int number = round;
                all.add(threads.submit(() -> book(IntStream.range(0, 20)
                        .mapToObj(i -> call("k" + i % 3, "c" + number + "-" + i, 1))
                        .toArray(LedgerEntry[]::new))));
                all.add(threads.submit(() -> rollUp().run()));
                all.add(threads.submit(() -> rollUp().count(keys)));
                all.add(threads.submit(() -> rollUp().count(keys)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }
        rollUp().count(keys);

        assertThat(counted(Subject.WHOLE, Grain.DAY).calls()).isEqualTo(200);
        assertThat(counted(Subject.WHOLE, Grain.MINUTE).usage().output()).isEqualTo(200);
    }

    @Test
    void whoReadBeforeAnotherCountedCountsNothing() {
        book(call("k1", "c1", 10));
        List<Posting> read = archive().behind(Map.of("k1", ""), 10).getOrDefault("k1", List.of());
        Increment.Gathering late = new Increment.Gathering(utc());
        late.add("k1", "", read);
        rollUp().run();

        assertThat(counters().add(late.all())).isFalse();

        assertThat(counted(Subject.WHOLE, Grain.DAY).calls()).isEqualTo(1);
    }

    @Test
    void whatWasReadAndNotCountedIsCountedTheNextTime() {
        book(call("k1", "c1", 10), call("k2", "c2", 10));
        RollUp dying = new RollUp(archive(), new DyingCounters(counters()), utc());

        assertThatThrownBy(dying::run).isInstanceOf(StoreUnavailableException.class);
        rollUp().run();

        assertThat(counted(Subject.WHOLE, Grain.DAY).calls()).isEqualTo(2);
    }

    @Test
    void findsCallsByTheirArrivalNewestFirst() {
        Instant later = noon.plusMillis(1);
        book(
                Entries.call("k1", "c1", noon, "m", 1),
                Entries.call("k2", "c2", later, "m", 1),
                Entries.call("k1", "c3", later, "m", 1),
                Entries.call("k3", "c4", later, "m", 1));
        rollUp().run();
        Slice hour = utc().slice(Grain.HOUR, noon);

        List<Arrival> all = counters().arrivals(hour, window(noon, hour.end(), null), 10);
        List<Arrival> paged = new ArrayList<>();
        for (Arrival last = null; paged.size() < 4; last = paged.get(paged.size() - 1)) {
            paged.addAll(counters().arrivals(hour, window(noon, hour.end(), last), 1));
        }

        assertThat(all).hasSize(4).isSorted().isEqualTo(paged);
        assertThat(all.get(3).at()).isEqualTo(noon);
        assertThat(archive().read(all.stream().map(Arrival::place).toList()))
                .extracting(posting -> posting.entry().call())
                .containsExactly("c4", "c2", "c3", "c1");
        assertThat(counters().arrivals(hour, window(noon, later, null), 10)).containsExactly(all.get(3));
        assertThat(counters().arrivals(hour, window(later, hour.end(), null), 10))
                .isEqualTo(all.subList(0, 3));
    }

    private static Counters.Window window(Instant from, Instant to, @Nullable Arrival behind) {
        return new Counters.Window(from, to, Optional.ofNullable(behind));
    }

    @Test
    void aCorrectionCountsWhereItsCallDoes() {
        book(call("k1", "c1", 10));
        rollUp().run();
        clock().advance(Duration.ofDays(40));

        assertThat(archive().correct(booked("k1"), charge(20, 25))).isTrue();
        rollUp().run();

        Tally day = counted(Subject.key("k1"), Grain.DAY);
        assertThat(day.spending()).isEqualTo(new Spending(20, 25, 0));
        assertThat(day.calls()).isEqualTo(1);
        assertThat(day.usage().output()).isEqualTo(10);
        assertThat(booked("k1").charge()).isEqualTo(charge(20, 25));
        assertThat(booked("k1").tally()).isEqualTo(day);
        assertThat(ledger().latest("k1", 1)).containsExactly(call("k1", "c1", 10));
    }

    @Test
    void aCallIsCorrectedOnceByThoseWhoSawTheSame() {
        book(call("k1", "c1", 10));
        BookedCall seen = booked("k1");

        assertThat(archive().correct(seen, charge(20, 20))).isTrue();
        assertThat(archive().correct(seen, charge(20, 20))).isFalse();
        assertThat(archive().correct(booked("k1"), charge(7, 8))).isTrue();
        rollUp().run();

        assertThat(counted(Subject.WHOLE, Grain.MONTH).spending()).isEqualTo(new Spending(7, 8, 0));
        assertThat(counters().arrivals(utc().slice(Grain.HOUR, noon), window(noon, noon.plusSeconds(60), null), 10))
                .hasSize(1);
    }

    @Test
    void mendsWhatIsStillAsItWasRead() {
        book(call("k1", "c1", 10));
        rollUp().run();
        Slice day = utc().slice(Grain.DAY, noon);
        Tally read = counted(Subject.key("k1"), Grain.DAY);
        Tally right = read.plus(read);
        Counters.Repair key = new Counters.Repair(Subject.key("k1"), read, right);
        Counters.Repair missing = new Counters.Repair(new Subject(Dimension.MODEL, "new"), Tally.NONE, right);

        assertThat(counters().mend(day, List.of(missing, new Counters.Repair(Subject.WHOLE, right, read))))
                .isFalse();
        assertThat(counters().mend(day, List.of(key, missing))).isTrue();
        assertThat(counters().mend(day, List.of(key))).isFalse();

        assertThat(counted(Subject.key("k1"), Grain.DAY)).isEqualTo(right);
        assertThat(counted(new Subject(Dimension.MODEL, "new"), Grain.DAY)).isEqualTo(right);
        assertThat(counted(Subject.WHOLE, Grain.DAY)).isEqualTo(read);
    }
}
