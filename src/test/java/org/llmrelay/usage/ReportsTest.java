package org.llmrelay.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.llmrelay.ManualClock;

class ReportsTest {
    private final ManualClock clock = ManualClock.atNoon();
    private final Calendar calendar = new Calendar(clock, ZoneOffset.UTC);
    private final InMemoryArchive archive = new InMemoryArchive();
    private final InMemoryCounters counters = new InMemoryCounters();
    private final Reports reports = new Reports(counters, calendar);

    private void count(String key, Instant at, long output) {
        Place unused = archive.post(Entries.call(key, "c", at, "m", output));
        new RollUp(archive, counters, calendar).run();
    }

    private long topOutput() {
        Reports.Days days = new Reports.Days(calendar.today().minusDays(40), calendar.today());
        Reports.Ranking top = reports.top(Dimension.KEY, days, Measure.TOKENS, 0, 1);
        assertThat(top.total()).isEqualTo(1);
        return top.ranks().get(0).tally().usage().output();
    }

    @Test
    void addsTodayAtOnceAndWhatComesLateToDaysThatAreOverWithinAMinute() {
        Instant yesterday = clock.instant().minus(Duration.ofDays(1));
        count("k1", yesterday, 10);
        assertThat(topOutput()).isEqualTo(10);

        count("k1", yesterday, 100);
        count("k1", clock.instant(), 1);

        assertThat(topOutput()).isEqualTo(11);
        clock.advance(Duration.ofMinutes(1));
        assertThat(topOutput()).isEqualTo(111);
    }

    @Test
    void addsUpSomeSubjectsAsItDoesAll() {
        for (int day = 0; day < 60; day++) {
            count("k" + day % 3, clock.instant().minus(Duration.ofDays(day)), 1 + day);
        }
        Reports.Days days = new Reports.Days(
                calendar.today().minusDays(45), calendar.today().minusDays(2));
        Map<String, Tally> all = reports.sums(Dimension.KEY, days);

        Map<String, Tally> some = reports.sums(Dimension.KEY, List.of("k0", "k2", "nobody"), days);

        assertThat(all).hasSize(3);
        assertThat(some)
                .containsOnlyKeys("k0", "k2", "nobody")
                .containsEntry("k0", all.get("k0"))
                .containsEntry("k2", all.get("k2"))
                .containsEntry("nobody", Tally.NONE);
    }

    @Test
    void tellsTheDaysOfSomeSubjectsInTheirOrder() {
        count("k1", clock.instant().minus(Duration.ofDays(1)), 10);
        count("k2", clock.instant(), 5);
        Reports.Days days = new Reports.Days(calendar.today().minusDays(2), calendar.today());

        Map<String, List<Tally>> told = reports.days(Dimension.KEY, List.of("k1", "k2"), days);

        assertThat(told.get("k1")).extracting(tally -> tally.usage().output()).containsExactly(0L, 10L, 0L);
        assertThat(told.get("k2")).extracting(tally -> tally.usage().output()).containsExactly(0L, 0L, 5L);
    }

    @Test
    void doesNotTakeOneListForAnother() {
        count("k1", clock.instant().minus(Duration.ofDays(3)), 10);
        Reports.Days three = new Reports.Days(calendar.today().minusDays(3), calendar.today());
        Reports.Days two = new Reports.Days(calendar.today().minusDays(2), calendar.today());

        assertThat(reports.top(Dimension.KEY, three, Measure.COST, 0, 9).total())
                .isEqualTo(1);
        assertThat(reports.top(Dimension.KEY, two, Measure.COST, 0, 9).total()).isZero();
        assertThat(reports.top(Dimension.MODEL, three, Measure.COST, 0, 9).ranks())
                .extracting(Reports.Rank::id)
                .containsExactly("m");
    }
}
