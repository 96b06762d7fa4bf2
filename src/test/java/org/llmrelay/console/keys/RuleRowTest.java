package org.llmrelay.console.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleRowTest {
    private static final String ZONE = "Asia/Shanghai";

    private static Map<String, Object> rule(String unit, String most, long amount, Map<String, Object> period) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("unit", unit);
        rule.put("period", period);
        rule.put(most, amount);
        rule.put("family", null);
        rule.put("enforced", true);
        rule.put("strict", false);
        rule.put("when_store_away", "refuse");
        return rule;
    }

    @Test
    void showsMoneyInDollars() {
        Map<String, Object> rule = rule("cost", "most_microdollars", 7_500_000, Map.of("kind", "total"));

        RuleRow row = RuleRow.of(rule, ZONE);

        assertThat(row.getValues().get("amount")).isEqualTo(new BigDecimal("7.5"));
        assertThat(row.toShape()).isEqualTo(rule);
    }

    @Test
    void showsTimesInTheGreatestUnitThatFits() {
        assertThat(span(300)).isEqualTo("5 hours");
        assertThat(span(90)).isEqualTo("90 minutes");
        assertThat(span(7 * 24 * 60)).isEqualTo("7 days");
    }

    private static String span(long minutes) {
        Map<String, Object> rule = rule("requests", "most", 10, Map.of("kind", "window", "minutes", minutes));
        RuleRow row = RuleRow.of(rule, ZONE);
        assertThat(row.toShape()).isEqualTo(rule);
        return row.getValues().get("count") + " " + row.getValues().get("span");
    }

    @Test
    void keepsDaysHoursAndZonesOfPeriods() {
        Map<String, Object> week = Map.of("kind", "week", "zone", "Europe/Berlin", "hour", 4L, "day", "friday");
        Map<String, Object> rule = rule("tokens", "most", 1_000_000, week);
        rule.put("family", "opus");
        rule.put("enforced", false);
        rule.put("strict", true);
        rule.put("when_store_away", "pass");

        assertThat(RuleRow.of(rule, ZONE).toShape()).isEqualTo(rule);
    }

    @Test
    void leavesToTheDeskWhatIsNoAmount() {
        RuleRow row = RuleRow.fresh("requests", "day", ZONE);
        assertThat(row.toShape()).containsEntry("most", null);

        row.getValues().put("amount", new BigDecimal("1.5"));

        assertThat(row.toShape()).containsEntry("most", new BigDecimal("1.5"));
    }
}
