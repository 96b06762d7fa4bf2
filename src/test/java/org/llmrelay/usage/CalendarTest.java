package org.llmrelay.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrelay.ManualClock;

class CalendarTest {
    private static Calendar in(String zone) {
        return new Calendar(ManualClock.atNoon(), ZoneId.of(zone));
    }

    @Test
    void namesSlicesInTheOperatorsZone() {
        Calendar berlin = in("Europe/Berlin");
        Instant evening = Instant.parse("2026-02-28T23:30:45Z");

        assertThat(berlin.slice(Grain.MONTH, evening).name()).isEqualTo("2026-03");
        assertThat(berlin.slice(Grain.DAY, evening).name()).isEqualTo("2026-03-01");
        assertThat(berlin.slice(Grain.HOUR, evening).start()).isEqualTo(Instant.parse("2026-02-28T23:00:00Z"));
        assertThat(berlin.slice(Grain.MINUTE, evening).name())
                .isEqualTo(Long.toString(Instant.parse("2026-02-28T23:30:00Z").getEpochSecond()));
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-29, 23, 23",
        "Europe/Berlin, 2026-10-25, 25, 25",
        "America/New_York, 2026-11-01, 25, 25",
        "Australia/Lord_Howe, 2026-04-05, 24, 24.5",
        "Australia/Lord_Howe, 2026-10-04, 24, 23.5",
        "Asia/Kathmandu, 2026-03-01, 24, 24",
        "America/Sao_Paulo, 2018-11-04, 23, 23",
        "UTC, 2026-03-29, 24, 24"
    })
    void dividesDaysWithAChangeOfTheClock(String zone, String day, int hours, double length) {
        Calendar calendar = in(zone);
        Slice whole = calendar.day(LocalDate.parse(day));

        List<Slice> slices = calendar.slices(Grain.HOUR, whole.start(), whole.end());

        assertThat(slices).hasSize(hours).extracting(Slice::name).doesNotHaveDuplicates();
        assertThat(Duration.between(whole.start(), whole.end()).toMinutes()).isEqualTo((long) (60 * length));
        assertThat(slices.get(0).start()).isEqualTo(whole.start());
        assertThat(slices.get(hours - 1).end()).isEqualTo(whole.end());
        for (int i = 1; i < hours; i++) {
            assertThat(slices.get(i).start()).isEqualTo(slices.get(i - 1).end());
        }
    }

    @Test
    void putsEveryMinuteIntoTheHourThatHoldsIt() {
        for (String zone : List.of("Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns")) {
            Calendar calendar = in(zone);
            Instant end = Instant.parse("2026-10-27T00:00:00Z");
            for (Instant time = Instant.parse("2026-10-24T00:00:00Z");
                    time.isBefore(end);
                    time = time.plusSeconds(60)) {
                assertThat(calendar.slice(Grain.HOUR, time).holds(time))
                        .as("%s in %s", time, zone)
                        .isTrue();
            }
        }
    }

    @Test
    void knowsWhatIsKept() {
        Calendar utc = in("UTC");
        Slice minute = utc.slice(Grain.MINUTE, Instant.parse("2026-03-01T09:00:00Z"));
        Slice month = utc.slice(Grain.MONTH, Instant.parse("1999-03-01T09:00:00Z"));

        assertThat(minute.isKeptAt(Instant.parse("2026-03-01T12:00:59Z"))).isTrue();
        assertThat(minute.isKeptAt(Instant.parse("2026-03-01T12:01:00Z"))).isFalse();
        assertThat(month.expiry()).isEmpty();
    }
}
