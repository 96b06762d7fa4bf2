package org.llmrelay.redis;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.llmrelay.limit.Gate.Hold;
import org.llmrelay.limit.Gate.Meter;
import org.llmrelay.limit.Period;
import org.llmrelay.limit.Rule;

/** Meters and limits as {@code admit_call.lua} writes and wants them. */
final class StoredMeter {
    private static final int NUMBERS_OF_A_STANDING = 3;
    private static final int BYTES_OF_A_LIMIT = 3 + 4 * Long.BYTES;

    /** Days, weeks and months as they are now: every call of a key asks for them. Operators write a handful. */
    private static final Map<Period.Calendar, Span> CURRENT = new ConcurrentHashMap<>();

    private StoredMeter() {}

    /** The letter of a limit's kind of period. */
    static String kind(Rule rule) {
        return span(rule.period(), Instant.EPOCH).kind();
    }

    /** What {@code admit_call.lua} is told of limits, but for their names. */
    static byte[] arguments(List<Hold> holds, long now) {
        ByteBuffer packed = ByteBuffer.allocate(BYTES_OF_A_LIMIT * holds.size());
        Instant at = Instant.ofEpochMilli(now);
        for (Hold hold : holds) {
            Rule rule = hold.rule();
            Span span = span(rule.period(), at);
            packed.put((byte) span.kind().charAt(0))
                    .put((byte) unit(rule))
                    .put((byte) (rule.enforced() ? 'e' : '-'))
                    .putLong(span.from())
                    .putLong(span.end())
                    .putLong(rule.most())
                    .putLong(hold.amount());
        }
        return packed.array();
    }

    /** The three arguments for a limit that begins at what was spent elsewhere; none for one whose period a call begins. */
    static List<String> begun(Rule rule, long spent, Instant now) {
        Span span = span(rule.period(), now);
        boolean isBegunByCalls = span.kind().equals("w") || span.kind().equals("s");
        return isBegunByCalls ? List.of() : List.of(rule.name(), Long.toString(span.from()), Long.toString(spent));
    }

    /** The three arguments that say when a limit's period is over. */
    static List<String> period(Rule rule, long now) {
        Span span = span(rule.period(), Instant.ofEpochMilli(now));
        return List.of(rule.name(), span.kind(), Long.toString(span.from()));
    }

    /** The four arguments for one limit of a call that {@code enter_late.lua} lets in. */
    static List<String> lateArguments(Hold hold, Instant at) {
        Rule rule = hold.rule();
        Span span = span(rule.period(), at);
        return List.of(
                rule.name(),
                span.kind(),
                Long.toString(span.from()),
                rule.unit().isCalls() ? Long.toString(hold.amount()) : "0");
    }

    /** A period at one moment: its letter, its length, step or start, and its end where the calendar knows it. */
    private record Span(String kind, long from, long end) {
        boolean holds(Instant now) {
            return from <= now.toEpochMilli() && now.toEpochMilli() < end;
        }
    }

    private static Span span(Period period, Instant now) {
        if (period instanceof Period.Window window) {
            return new Span("w", window.length().toMillis(), 0);
        }
        if (period instanceof Period.Sliding sliding) {
            return new Span("s", sliding.step().toMillis(), 0);
        }
        if (period instanceof Period.Calendar calendar) {
            return current(calendar, now);
        }
        return new Span("l", 0, 0);
    }

    private static Span current(Period.Calendar calendar, Instant now) {
        Span known = CURRENT.get(calendar);
        if (known != null && known.holds(now)) {
            return known;
        }
        Span span = new Span(
                "c", calendar.start(now).toEpochMilli(), calendar.end(now).toEpochMilli());
        CURRENT.put(calendar, span);
        return span;
    }

    private static char unit(Rule rule) {
        if (rule.unit().isCalls()) {
            return 'r';
        }
        return rule.strict() ? 't' : '-';
    }

    /** How limits stand after a call was let in, as {@code admit_call.lua} tells it: three numbers each. */
    static List<Meter> standings(List<Hold> holds, List<?> told) {
        List<Meter> standings = new ArrayList<>(holds.size());
        for (int i = 0; i < holds.size(); i++) {
            int place = i * NUMBERS_OF_A_STANDING;
            standings.add(new Meter(
                    holds.get(i).rule(), number(told, place), number(told, place + 1), time(number(told, place + 2))));
        }
        return standings;
    }

    private static long number(List<?> numbers, int place) {
        return (Long) numbers.get(place);
    }

    /** Milliseconds as a time, or null for 0. */
    static @Nullable Instant time(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }

    /** How a limit stands now; {@code stored} is empty where nothing was ever counted. */
    static Meter read(Rule rule, List<?> stored, Instant now) {
        if (rule.period() instanceof Period.Sliding sliding) {
            return sliding(rule, sliding, stored, now);
        }
        Instant began = Instant.ofEpochMilli(stored.isEmpty() ? 0 : number(stored, 0));
        long spent = stored.isEmpty() ? 0 : number(stored, 1);
        long held = stored.isEmpty() ? 0 : number(stored, 2);
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

    private static Meter sliding(Rule rule, Period.Sliding period, List<?> stored, Instant now) {
        long step = period.step().toMillis();
        long oldest = now.toEpochMilli() / step - Period.Sliding.STEPS;
        long spent = 0;
        Instant resets = null;
        for (int i = 1; i < stored.size(); i += 2) {
            long used = number(stored, i + 1);
            if (number(stored, i) > oldest && used > 0) {
                spent += used;
                resets = resets == null
                        ? Instant.ofEpochMilli((number(stored, i) + Period.Sliding.STEPS) * step)
                        : resets;
            }
        }
        return new Meter(rule, spent, stored.isEmpty() ? 0 : number(stored, 0), resets);
    }
}
