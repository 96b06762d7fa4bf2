package org.llmrelay.it;

import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.llmrelay.bench.SilentRedis;
import org.llmrelay.call.Attempt;
import org.llmrelay.call.Ending;
import org.llmrelay.call.Outcome;
import org.llmrelay.call.Usage;
import org.llmrelay.limit.Gate;
import org.llmrelay.pricing.Charge;
import org.llmrelay.pricing.Rates;
import org.llmrelay.pricing.Rating;
import org.llmrelay.redis.RedisAddress;
import org.llmrelay.redis.RedisConfig;
import org.llmrelay.redis.RedisStore;
import org.llmrelay.secret.Secret;
import org.llmrelay.secret.Vault;
import org.llmrelay.usage.Booking;
import org.llmrelay.usage.Calendar;
import org.llmrelay.usage.LedgerEntry;
import org.llmrelay.usage.RollUp;

/** Two weeks of calls of an office that never were, booked and counted as the relay itself would have. For pictures only. */
final class PicturePast implements AutoCloseable {
    private static final int DAYS = 14;
    private static final int AT_ONCE = 100;
    /** How many calls begin in each hour of a working day, compared with the busiest. */
    private static final int[] DAY_SHAPE = {
        1, 0, 0, 0, 0, 1, 3, 8, 14, 18, 21, 19, 13, 16, 20, 22, 21, 17, 11, 7, 5, 4, 3, 2
    };

    private final Calendar calendar = new Calendar(InstantSource.system(), ZoneOffset.UTC);
    private final SplittableRandom random = new SplittableRandom(11);
    private final List<LedgerEntry> waiting = new ArrayList<>();
    private final RedisStore store = new RedisStore(
            RedisConfig.of(RedisAddress.parse(
                    URI.create(System.getenv("RELAY_REDIS_URL")).toString())),
            new Vault(Secret.of(System.getenv("ENCRYPTION_KEY"))),
            new RedisStore.Usage(calendar, Duration.ofDays(90)),
            new SilentRedis(),
            Thread::new);
    private int calls;

    /** Somebody who calls: a key, an account that serves it, and the model that is asked for. {@code share}: of all calls, in percent. */
    record Habit(String key, String account, String dialect, Model model, int share) {}

    /** A model with what it costs. */
    record Model(String name, long input, long output) {
        Rates rates() {
            return new Rates(
                    input * 1_000_000,
                    output * 1_000_000,
                    input * 100_000,
                    input * 1_250_000,
                    input * 2_000_000,
                    Rates.USUAL_SEARCH);
        }
    }

    RedisStore store() {
        return store;
    }

    void write(List<Habit> habits) {
        Instant hour = calendar.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(DAYS));
        for (; hour.isBefore(calendar.now()); hour = hour.plus(Duration.ofHours(1))) {
            int count = count(hour.atZone(ZoneOffset.UTC));
            for (int i = 0; i < count; i++) {
                Instant at = hour.plusSeconds(random.nextInt(3_600));
                if (at.isBefore(calendar.now())) {
                    wait(entry(chosen(habits), at));
                }
            }
        }
        book();
        new RollUp(store.archive(), store.counters(), calendar).run();
    }

    private int count(ZonedDateTime hour) {
        boolean isFree = hour.getDayOfWeek() == DayOfWeek.SATURDAY || hour.getDayOfWeek() == DayOfWeek.SUNDAY;
        int shape = DAY_SHAPE[hour.getHour()];
        return (isFree ? shape / 5 : shape) + random.nextInt(1 + shape / 3);
    }

    private Habit chosen(List<Habit> habits) {
        int all = habits.stream().mapToInt(Habit::share).sum();
        int left = random.nextInt(all);
        for (Habit habit : habits) {
            left -= habit.share();
            if (left < 0) {
                return habit;
            }
        }
        throw new IllegalStateException("shares come to " + all);
    }

    private LedgerEntry entry(Habit habit, Instant at) {
        Usage usage = new Usage(
                200 + random.nextInt(4_000),
                150 + random.nextInt(2_800),
                8_000 + random.nextInt(90_000),
                random.nextInt(9_000),
                0,
                0,
                0);
        boolean isFine = random.nextInt(60) > 0;
        Duration first = Duration.ofMillis(320L + random.nextInt(700));
        Duration whole = first.plusMillis(900L + random.nextInt(14_000));
        Attempt attempt =
                new Attempt(habit.account(), isFine ? 200 : 529, isFine ? "ok" : "upstream-overloaded", first);
        Usage used = isFine ? usage : Usage.NONE;
        Outcome outcome = new Outcome(
                isFine ? Ending.COMPLETED : Ending.FAILED,
                isFine ? 200 : 529,
                used,
                habit.model().name(),
                List.of(attempt),
                isFine ? first : null,
                whole);
        Charge charge =
                new Charge(Charge.State.PRICED, "pictures", habit.model().rates(), Rating.NONE, 0, 0).recomputed(used);
        String id = String.format(Locale.ROOT, "call_%020d", ++calls);
        String client = Map.of("openai", "codex_cli_rs/0.46", "gemini", "GeminiCLI/0.9")
                .getOrDefault(habit.dialect(), "claude-cli/2.1.4 (external, cli)");
        return new LedgerEntry(
                id,
                at,
                habit.key(),
                habit.account(),
                habit.dialect(),
                habit.model().name(),
                true,
                client,
                outcome,
                charge);
    }

    private void wait(LedgerEntry entry) {
        waiting.add(entry);
        if (waiting.size() == AT_ONCE) {
            book();
        }
    }

    private void book() {
        for (LedgerEntry entry : waiting) {
            Gate.Slip slip =
                    new Gate.Slip(entry.call(), entry.at(), entry.dialect(), entry.model(), true, entry.client());
            Gate.Entry unused = store.gate().enter(new Gate.Entrant(entry.key(), slip, 0, List.of(), null));
        }
        store.ledger()
                .book(waiting.stream()
                        .map(entry -> new Booking(entry, List.of()))
                        .toList());
        waiting.clear();
    }

    @Override
    public void close() {
        store.close();
    }
}
