package org.llmrelay.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "2026-06-10T12:00:00Z, 2026-06-10T04:00:00Z, 2026-06-11T04:00:00Z",
        "2026-06-10T03:59:59Z, 2026-06-09T04:00:00Z, 2026-06-10T04:00:00Z",
        "2026-06-10T04:00:00Z, 2026-06-10T04:00:00Z, 2026-06-11T04:00:00Z",
    })
    void aDayBeginsAtItsHour(Instant now, Instant start, Instant end) {
        Period.Calendar day = new Period.Day(BERLIN, 6);

        assertThat(day.start(now)).isEqualTo(start);
        assertThat(day.end(now)).isEqualTo(end);
    }

    @Test
    void aDayLosesAnHourWhenTheClocksGoForward() {
        Period.Calendar day = new Period.Day(BERLIN, 0);
        Instant noon = Instant.parse("2026-03-29T10:00:00Z");

        assertThat(Duration.between(day.start(noon), day.end(noon))).isEqualTo(Duration.ofHours(23));
    }

    @Test
    void aDayGainsAnHourWhenTheClocksGoBack() {
        Period.Calendar day = new Period.Day(BERLIN, 0);
        Instant noon = Instant.parse("2026-10-25T11:00:00Z");

        assertThat(Duration.between(day.start(noon), day.end(noon))).isEqualTo(Duration.ofHours(25));
    }

    @Test
    void aDayWhoseHourIsSkippedBeginsAfterTheGap() {
        Period.Calendar day = new Period.Day(BERLIN, 2);
        Instant inTheGap = Instant.parse("2026-03-29T01:00:00Z");

        assertThat(day.start(inTheGap)).isEqualTo(inTheGap);
        assertThat(day.end(inTheGap.minusSeconds(1))).isEqualTo(inTheGap);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T08:59:59Z, 2026-11-16T09:00:00Z",
        "2026-11-23T09:00:00Z, 2026-11-23T09:00:00Z",
        "2026-11-29T23:00:00Z, 2026-11-23T09:00:00Z",
    })
    void aWeekBeginsOnItsDayAtItsHour(Instant now, Instant start) {
        Period.Calendar week = new Period.Week(ZoneId.of("UTC"), DayOfWeek.MONDAY, 9);

        assertThat(week.start(now)).isEqualTo(start);
        assertThat(week.end(now)).isEqualTo(start.plus(Duration.ofDays(7)));
    }

    @ParameterizedTest
    @CsvSource({
        "2028-02-29T12:00:00Z, 2028-02-01T00:00:00Z, 2028-03-01T00:00:00Z",
        "2026-12-31T23:59:59Z, 2026-12-01T00:00:00Z, 2027-01-01T00:00:00Z",
    })
    void aMonthBeginsOnItsFirstDay(Instant now, Instant start, Instant end) {
        Period.Calendar month = new Period.Month(ZoneId.of("UTC"), 0);

        assertThat(month.start(now)).isEqualTo(start);
        assertThat(month.end(now)).isEqualTo(end);
    }

    @Test
    void aWindowIsAMinuteAtLeast() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Period.Window(Duration.ofSeconds(59)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Period.Sliding(Duration.ZERO));
    }
}
