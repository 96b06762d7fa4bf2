package org.llmrelay.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrelay.ManualClock;

class CoverTest {
    /** The 23rd of November in Berlin. */
    private final Calendar calendar =
            new Calendar(new ManualClock(Instant.parse("2026-11-23T12:00:00Z")), ZoneId.of("Europe/Berlin"));

    private static String names(List<Slice> slices) {
        return slices.stream().map(Slice::name).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23, 2026-11-23, 2026-11-23, ''",
        "2026-11-01, 2026-11-30, 2026-11, ''",
        "2026-09-01, 2026-10-31, 2026-09 2026-10, ''",
        "2026-09-03, 2026-10-02, 2026-09 2026-10-01 2026-10-02, 2026-09-01 2026-09-02",
        "2026-12-01, 2026-12-31, '', ''"
    })
    void takesMonthsAndDays(String first, String last, String added, String taken) {
        Cover cover = Cover.of(calendar, LocalDate.parse(first), LocalDate.parse(last));

        assertThat(names(cover.added())).isEqualTo(added);
        assertThat(names(cover.taken())).isEqualTo(taken);
    }

    @Test
    void comesToTheDaysWhateverTheyAre() {
        LocalDate today = calendar.today();
        for (int back = 0; back < 400; back += 7) {
            for (int length = 1; length <= back + 1; length += 9) {
                LocalDate first = today.minusDays(back);
                LocalDate last = first.plusDays(length - 1L);

                Cover cover = Cover.of(calendar, first, last);

                assertThat(days(cover))
                        .isEqualTo(first.datesUntil(last.plusDays(1)).collect(Collectors.toSet()));
                assertThat(cover.added().size() + cover.taken().size()).isLessThanOrEqualTo(45);
            }
        }
    }

    private Set<LocalDate> days(Cover cover) {
        Set<LocalDate> days = new HashSet<>();
        cover.added().forEach(slice -> assertThat(days.addAll(days(slice))).isTrue());
        cover.taken().forEach(slice -> assertThat(days.removeAll(days(slice))).isTrue());
        return days;
    }

    private Set<LocalDate> days(Slice slice) {
        LocalDate last = calendar.date(slice.end().minus(Duration.ofMillis(1)));
        return calendar.date(slice.start())
                .datesUntil(last.plusDays(1))
                .filter(day -> !day.isAfter(calendar.today()))
                .collect(Collectors.toSet());
    }
}
