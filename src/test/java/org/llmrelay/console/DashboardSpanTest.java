package org.llmrelay.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.llmrelay.ManualClock;
import org.llmrelay.admin.RangeQuery;
import org.llmrelay.usage.Calendar;

class DashboardSpanTest {
    private static final Calendar CALENDAR = new Calendar(ManualClock.atNoon(), ZoneOffset.UTC);

    private static DashboardSpan span(Map<String, String> wish) {
        DashboardSpan span = new DashboardSpan();
        span.wire(CALENDAR);
        span.getWish().putAll(wish);
        return span;
    }

    @Test
    void showsTodayUnlessToldOtherwise() {
        assertThat(span(Map.of()).query()).isEqualTo(new RangeQuery("today", null, null));
        assertThat(span(Map.of("range", "7d")).query()).isEqualTo(new RangeQuery("7d", null, null));
        assertThat(span(Map.of("from", "")).query()).isEqualTo(new RangeQuery("today", null, null));
    }

    @Test
    void showsDaysThatAreGivenInPartsThatAreGiven() {
        DashboardSpan span = span(Map.of("range", "7d", "from", "2026-01-05", "to", "2026-01-06", "grain", "hour"));

        assertThat(span.query()).isEqualTo(new RangeQuery(null, "2026-01-05", "2026-01-06"));
        assertThat(span.grain()).isEqualTo("hour");
        assertThat(span.getRange()).isEmpty();
    }

    @Test
    void endsTodayWhereNoEndIsGiven() {
        DashboardSpan span = span(Map.of("from", "2026-01-05"));

        assertThat(span.query())
                .isEqualTo(new RangeQuery(null, "2026-01-05", CALENDAR.today().toString()));
    }

    @Test
    void takesNoPartsButHoursAndDays() {
        assertThat(span(Map.of("grain", "minute")).grain()).isNull();
        assertThat(span(Map.of()).grain()).isNull();
    }

    @Test
    void addressesKeepTheTimeAndWriteOutWhatIsOdd() {
        assertThat(span(Map.of("from", "2026-01-05", "range", "")).with("by", "a&b"))
                .isEqualTo("by=a%26b&from=2026-01-05");
    }

    @Test
    void reportsAreOnTheSameTimeAndNothingElse() {
        assertThat(span(Map.of("by", "model", "grain", "hour")).report("key")).isEqualTo("of=key&range=today");
        assertThat(span(Map.of("by", "model", "from", "2026-01-05")).report("key"))
                .isEqualTo("from=2026-01-05&of=key");
    }
}
