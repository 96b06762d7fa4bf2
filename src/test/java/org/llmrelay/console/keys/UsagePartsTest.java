package org.llmrelay.console.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsagePartsTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-03-05");

    private static Map<String, Object> part(String day, String model, long calls, long cost) {
        return Map.of(
                "day", day,
                "model", model,
                "calls", calls,
                "usage", Map.of("input_tokens", 10L, "output_tokens", 5L, "cache_read_tokens", 1L),
                "cost", Map.of("rated_microdollars", cost));
    }

    private static UsageParts parts(String range) {
        Map<String, Object> usage = Map.of(
                "items",
                List.of(
                        part("2026-03-05", "opus", 2, 3_000_000),
                        part("2026-03-05", "haiku", 1, 500_000),
                        part("2026-03-04", "haiku", 1, 4_000_000),
                        part("2026-01-01", "old", 9, 9_000_000)));
        return new UsageParts(usage, UsageParts.first(range, TODAY), TODAY);
    }

    @Test
    void sumsByModelFromTheDearest() {
        List<Map<String, Object>> models = parts("7d").getModels();

        assertThat(models).extracting(sum -> sum.get("model")).containsExactly("haiku", "opus");
        assertThat(models.get(0))
                .containsEntry("cost", 4_500_000L)
                .containsEntry("calls", 2L)
                .containsEntry("input", 20L);
        assertThat(parts("7d").getTotal()).containsEntry("cost", 7_500_000L).containsEntry("calls", 4L);
    }

    @Test
    void holdsNothingFromBeforeItsRange() {
        assertThat(parts("today").getTotal()).containsEntry("calls", 3L);
        assertThat(parts("month").getTotal()).containsEntry("calls", 4L);
        assertThat(new UsageParts(Map.of(), TODAY, TODAY).isBlank()).isTrue();
    }

    @Test
    void drawsDollarsByDay() {
        assertThat(parts("7d").chart("Others"))
                .contains("\"labels\":[\"02-27\",\"02-28\",\"03-01\",\"03-02\",\"03-03\",\"03-04\",\"03-05\"]")
                .contains("[0.0,0.0,0.0,0.0,0.0,4.0,0.5]")
                .contains("[0.0,0.0,0.0,0.0,0.0,0.0,3.0]")
                .doesNotContain("Others");
    }
}
