package org.llmrelay.redis;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.limit.Limits;
import org.llmrelay.limit.Period;
import org.llmrelay.limit.Rule;
import org.llmrelay.limit.Unit;

/** A key's limits as they are kept; {@code open}: left out where calls are refused while the store is away. */
record StoredLimits(
        int concurrency,
        int queue,
        long patienceMs,
        @Nullable Boolean open,
        List<StoredRule> rules) {

    /** One limit. {@code family}: null for every model. */
    record StoredRule(
            String unit,
            StoredPeriod period,
            long most,
            @Nullable String family,
            boolean enforced,
            boolean strict,
            boolean open) {

        static StoredRule of(Rule rule) {
            return new StoredRule(
                    rule.unit().code(),
                    StoredPeriod.of(rule.period()),
                    rule.most(),
                    rule.family(),
                    rule.enforced(),
                    rule.strict(),
                    rule.open());
        }

        Rule toRule() {
            return new Rule(
                    Words.read(Unit.values(), Unit::code, unit),
                    period.toPeriod(),
                    most,
                    family,
                    enforced,
                    strict,
                    open);
        }
    }

    /** A period by its code, with what its kind needs. */
    record StoredPeriod(
            String code,
            @Nullable Long minutes,
            @Nullable String zone,
            @Nullable Integer hour,
            @Nullable String day) {

        static StoredPeriod of(Period period) {
            if (period instanceof Period.Window window) {
                return new StoredPeriod(period.code(), window.length().toMinutes(), null, null, null);
            }
            if (period instanceof Period.Sliding sliding) {
                return new StoredPeriod(period.code(), sliding.length().toMinutes(), null, null, null);
            }
            if (period instanceof Period.Day day) {
                return new StoredPeriod(period.code(), null, day.zone().getId(), day.hour(), null);
            }
            if (period instanceof Period.Week week) {
                return new StoredPeriod(
                        period.code(),
                        null,
                        week.zone().getId(),
                        week.hour(),
                        week.day().name());
            }
            if (period instanceof Period.Month month) {
                return new StoredPeriod(period.code(), null, month.zone().getId(), month.hour(), null);
            }
            return new StoredPeriod(period.code(), null, null, null, null);
        }

        Period toPeriod() {
            return switch (code) {
                case "window" -> new Period.Window(length());
                case "sliding" -> new Period.Sliding(length());
                case "day" -> new Period.Day(zoneId(), startHour());
                case "week" -> new Period.Week(zoneId(), DayOfWeek.valueOf(given("day", day)), startHour());
                case "month" -> new Period.Month(zoneId(), startHour());
                case "total" -> new Period.Life();
                default -> throw new IllegalArgumentException("period: " + code + " (expected: a known one)");
            };
        }

        private Duration length() {
            return Duration.ofMinutes(given("minutes", minutes));
        }

        private ZoneId zoneId() {
            return ZoneId.of(given("zone", zone));
        }

        private int startHour() {
            return given("hour", hour);
        }

        private static <T> T given(String name, @Nullable T value) {
            if (value == null) {
                throw new IllegalArgumentException("period: no " + name);
            }
            return value;
        }
    }

    static StoredLimits of(Limits limits) {
        return new StoredLimits(
                limits.concurrency(),
                limits.queue().size(),
                limits.queue().patience().toMillis(),
                limits.open() ? true : null,
                limits.rules().stream().map(StoredRule::of).toList());
    }

    Limits toLimits() {
        return new Limits(
                concurrency,
                new Limits.Queue(queue, Duration.ofMillis(patienceMs)),
                Boolean.TRUE.equals(open),
                rules.stream().map(StoredRule::toRule).toList());
    }
}
