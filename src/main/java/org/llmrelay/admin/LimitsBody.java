package org.llmrelay.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.llmrelay.limit.Limits;
import org.llmrelay.limit.Period;
import org.llmrelay.limit.Rule;
import org.llmrelay.limit.Unit;

/** What limits a key, as it is shown. */
record LimitsBody(int concurrency, Queue queue, String whenStoreAway, List<OneRule> rules) {

    /** Who may wait for a slot. */
    record Queue(int size, long waitSeconds) {}

    /** One limit: {@code most} for requests and tokens, {@code mostMicrodollars} for cost. */
    record OneRule(
            String unit,
            When period,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long most,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long mostMicrodollars,

            @Nullable String family,
            boolean enforced,
            boolean strict,
            String whenStoreAway) {

        static OneRule of(Rule rule) {
            boolean money = rule.unit() == Unit.COST;
            return new OneRule(
                    rule.unit().code(),
                    When.of(rule.period()),
                    money ? null : (Long) rule.most(),
                    money ? (Long) rule.most() : null,
                    rule.family(),
                    rule.enforced(),
                    rule.strict(),
                    word(rule.open()));
        }
    }

    /** A period, with what its kind has. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record When(
            String kind,
            @Nullable Long minutes,
            @Nullable String zone,
            @Nullable Integer hour,
            @Nullable String day) {

        static When of(Period period) {
            if (period instanceof Period.Window window) {
                return new When(period.code(), window.length().toMinutes(), null, null, null);
            }
            if (period instanceof Period.Sliding sliding) {
                return new When(period.code(), sliding.length().toMinutes(), null, null, null);
            }
            if (period instanceof Period.Day day) {
                return calendar(period, day.zone(), day.hour(), null);
            }
            if (period instanceof Period.Week week) {
                String day = week.day().name().toLowerCase(Locale.ROOT);
                return calendar(period, week.zone(), week.hour(), day);
            }
            if (period instanceof Period.Month month) {
                return calendar(period, month.zone(), month.hour(), null);
            }
            return new When(period.code(), null, null, null, null);
        }

        private static When calendar(Period period, ZoneId zone, int hour, @Nullable String day) {
            return new When(period.code(), null, zone.getId(), hour, day);
        }
    }

    private static String word(boolean open) {
        return open ? "pass" : "refuse";
    }

    static LimitsBody of(Limits limits) {
        return new LimitsBody(
                limits.concurrency(),
                new Queue(limits.queue().size(), limits.queue().patience().toSeconds()),
                word(limits.open()),
                limits.rules().stream().map(OneRule::of).toList());
    }
}
