package org.llmrelay.console.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DutyEntryTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @Test
    void sendsBackWhatItWasGiven() {
        Map<String, Object> form = DutyEntry.of(account(), SHANGHAI).form();

        assertThat(form)
                .containsEntry("weight", 3L)
                .containsEntry("enabled", true)
                .containsEntry("stop_at_percent", 90L)
                .containsEntry("never_rests", false)
                .containsEntry("check_minutes", null)
                .containsEntry("only_models", List.of("a-*", "b"))
                .containsEntry("expires_at", "2030-01-01T16:00:00Z");
        assertThat(form.get("limits"))
                .isEqualTo(Map.of(
                        "concurrency",
                        8L,
                        "requests_per_minute",
                        1L,
                        "tokens_per_minute",
                        2L,
                        "daily_cost",
                        1_500_000L,
                        "time_zone",
                        "Z"));
    }

    @Test
    void showsMoneyInDollarsAndTimesInTheOperatorsZone() {
        DutyEntry entry = DutyEntry.of(account(), SHANGHAI);

        assertThat(entry.getLimits()).containsEntry("daily_cost", new BigDecimal("1.5"));
        assertThat(entry.getValues()).containsEntry("expires_at", "2030-01-02T00:00");
    }

    @Test
    void takesAwayWhatWasEmptied() {
        DutyEntry entry = DutyEntry.of(account(), SHANGHAI);
        entry.getLimits().put("concurrency", null);
        entry.getLimits().put("daily_cost", null);
        entry.getValues().put("expires_at", null);
        entry.getValues().put("only_models", null);
        Map<String, Object> form = entry.form();

        assertThat(form).containsEntry("expires_at", null).containsEntry("only_models", List.of());
        assertThat(form).extractingByKey("limits").isInstanceOfSatisfying(Map.class, limits -> {
            assertThat(limits.get("concurrency")).isNull();
            assertThat(limits.containsKey("concurrency")).isTrue();
            assertThat(limits.get("daily_cost")).isNull();
        });
    }

    @Test
    void keepsTheNumberBeforeWhereOneMustBeThere() {
        DutyEntry entry = DutyEntry.of(account(), SHANGHAI);
        entry.getValues().put("weight", null);

        assertThat(entry.form()).doesNotContainKey("weight");
    }

    @Test
    void leavesATimeThatCannotBeReadToTheDesk() {
        DutyEntry entry = DutyEntry.of(account(), SHANGHAI);
        entry.getValues().put("expires_at", "tomorrow");

        assertThat(entry.form()).containsEntry("expires_at", "tomorrow");
    }

    private static Map<String, Object> account() {
        Map<String, Object> account = new HashMap<>();
        account.put("weight", 3);
        account.put("enabled", true);
        account.put("stop_at_percent", 90);
        account.put("reserved_percent", 0);
        account.put("never_rests", false);
        account.put("check_minutes", null);
        account.put("check_model", null);
        account.put("only_models", List.of("a-*", "b"));
        account.put("expires_at", "2030-01-01T16:00:00Z");
        account.put(
                "limits",
                Map.of(
                        "concurrency",
                        8,
                        "requests_per_minute",
                        1,
                        "tokens_per_minute",
                        2,
                        "daily_cost",
                        1_500_000,
                        "time_zone",
                        "Z"));
        return account;
    }
}
