package org.llmrelay.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.llmrelay.limit.Gate.Hold;
import org.llmrelay.limit.Gate.Meter;
import org.llmrelay.limit.Period;
import org.llmrelay.limit.Rule;
import org.llmrelay.limit.Unit;

/** Meters and limits as {@code admit_call.lua} writes and wants them. */
final class StoredMeter {
    private static final String NONE = "0";

    private StoredMeter() {}

    static String field(Rule rule) {
        return "@" + rule.name();
    }

    /** The eight arguments for one limit. */
    static List<String> arguments(Hold hold, long now) {
        Rule rule = hold.rule();
        Span span = span(rule.period(), Instant.ofEpochMilli(now));
        return List.of(
                rule.name(),
                span.kind(),
                Long.toString(span.from()),
                Long.toString(span.end()),
                Long.toString(rule.most()),
                Long.toString(hold.amount()),
                rule.enforced() ? "e" : "-",
                unit(rule));
    }

    /** A period at one moment: its letter, its length, step or start, and its end where the calendar knows it. */
    private record Span(String kind, long from, long end) {}

    private static Span span(Period period, Instant now) {
        if (period instanceof Period.Window window) {
            return new Span("w", window.length().toMillis(), 0);
        }
        if (period instanceof Period.Sliding sliding) {
            return new Span("s", sliding.step().toMillis(), 0);
        }
        if (period instanceof Period.Calendar calendar) {
            return new Span(
                    "c", calendar.start(now).toEpochMilli(), calendar.end(now).toEpochMilli());
        }
        return new Span("l", 0, 0);
    }

    private static String unit(Rule rule) {
        if (rule.unit() == Unit.REQUESTS) {
            return "r";
        }
        return rule.strict() ? "t" : "-";
    }

    /** How limits stand after a call was let in, as {@code admit_call.lua} tells it. */
    static List<Meter> standings(List<Hold> holds, String told) {
        String[] standings = told.split(",", -1);
        return IntStream.range(0, holds.size())
                .mapToObj(i -> {
                    String[] parts = standings[i].split(":", -1);
                    return new Meter(
                            holds.get(i).rule(), Long.parseLong(parts[0]), Long.parseLong(parts[1]), time(parts[2]));
                })
                .toList();
    }

    /** Milliseconds as a time, or null for 0. */
    static @Nullable Instant time(String millis) {
        return millis.equals(NONE) ? null : Instant.ofEpochMilli(Long.parseLong(millis));
    }

    /** How a limit stands now; {@code stored} is null where nothing was ever counted. */
    static Meter read(Rule rule, @Nullable String stored, Instant now) {
        if (rule.period() instanceof Period.Sliding sliding) {
            return sliding(rule, sliding, stored == null ? NONE : stored, now);
        }
        String[] parts = (stored == null ? "0:0:0" : stored).split(":", -1);
        Instant began = Instant.ofEpochMilli(Long.parseLong(parts[0]));
        long spent = Long.parseLong(parts[1]);
        long held = Long.parseLong(parts[2]);
        if (rule.period() instanceof Period.Window window) {
            Instant end = began.plus(window.length());
            return end.isAfter(now) ? new Meter(rule, spent, held, end) : new Meter(rule, 0, held, null);
        }
        if (rule.period() instanceof Period.Calendar calendar) {
            boolean isOver = began.isBefore(calendar.start(now));
            return new Meter(rule, isOver ? 0 : spent, held, calendar.end(now));
        }
        return new Meter(rule, spent, held, null);
    }

    private static Meter sliding(Rule rule, Period.Sliding period, String stored, Instant now) {
        Duration step = period.step();
        long oldest = now.toEpochMilli() / step.toMillis() - Period.Sliding.STEPS;
        String[] parts = stored.split("\\|", -1);
        List<long[]> live = Arrays.stream(parts)
                .skip(1)
                .map(part -> Arrays.stream(part.split(":", -1))
                        .mapToLong(Long::parseLong)
                        .toArray())
                .filter(part -> part[0] > oldest && part[1] > 0)
                .toList();
        long spent = live.stream().mapToLong(part -> part[1]).sum();
        Instant resets =
                live.isEmpty() ? null : Instant.ofEpochMilli((live.get(0)[0] + Period.Sliding.STEPS) * step.toMillis());
        return new Meter(rule, spent, Long.parseLong(parts[0]), resets);
    }
}
