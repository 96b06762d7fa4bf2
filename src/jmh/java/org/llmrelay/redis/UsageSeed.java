package org.llmrelay.redis;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.llmrelay.call.Attempt;
import org.llmrelay.call.Ending;
import org.llmrelay.call.Outcome;
import org.llmrelay.call.Usage;
import org.llmrelay.pricing.Charge;
import org.llmrelay.pricing.Rates;
import org.llmrelay.pricing.Rating;
import org.llmrelay.usage.Calendar;
import org.llmrelay.usage.Dimension;
import org.llmrelay.usage.Grain;
import org.llmrelay.usage.LedgerEntry;
import org.llmrelay.usage.Slice;
import org.llmrelay.usage.Spending;
import org.llmrelay.usage.Subject;
import org.llmrelay.usage.Tally;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XAddParams;

/** Fills an empty Redis with what a busy relay has after a year, as the relay itself would have written it. For measurements only. */
public final class UsageSeed {
    private static final int MODELS = 30;
    private static final int CLIENTS = 6;
    private static final int FLUSH = 500;
    private static final long MEGABYTE = 1_000_000;
    private static final Rates RATES = new Rates(3_000_000, 15_000_000, 300_000, 3_750_000, 6_000_000, 0);

    private final Calendar calendar;
    private final Size size;
    private final List<String> accounts;
    private final SplittableRandom random = new SplittableRandom(7);

    /** {@code accounts}: the ids of those that calls went to. */
    public UsageSeed(Calendar calendar, Size size, List<String> accounts) {
        this.calendar = calendar;
        this.size = size;
        this.accounts = List.copyOf(accounts);
    }

    /** How much there is. {@code ledgerDays}: over how many days the entries are spread. */
    public record Size(int keys, int days, int entries, int ledgerDays) {}

    public static String key(int number) {
        return String.format(Locale.ROOT, "key_%016d", number);
    }

    public static String model(int number) {
        return "claude-model-" + number;
    }

    /** Returns how many megabytes Redis needs for it. */
    public long write(URI redis) {
        try (Jedis jedis = new Jedis(redis)) {
            writeTables(jedis);
            writeLedgers(jedis);
            return jedis.info("memory")
                            .lines()
                            .filter(line -> line.startsWith("used_memory:"))
                            .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1)))
                            .sum()
                    / MEGABYTE;
        }
    }

    /** Days and months in which every key called, and the hours of the time of the ledger. */
    private void writeTables(Jedis jedis) {
        Instant now = calendar.now();
        Instant start = calendar.start(calendar.today().minusDays(size.days() - 1L));
        for (Grain grain : List.of(Grain.DAY, Grain.MONTH)) {
            for (Slice slice : calendar.slices(grain, start, now)) {
                writeKeys(jedis, slice);
                writeRest(jedis, slice);
            }
        }
        for (Slice hour : calendar.slices(Grain.HOUR, now.minus(Duration.ofDays(45)), now)) {
            writeRest(jedis, hour);
        }
    }

    private void writeKeys(Jedis jedis, Slice slice) {
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i < size.keys(); i++) {
            fields.put(key(i), StoredTally.write(tally()));
            if (fields.size() == FLUSH || i == size.keys() - 1) {
                jedis.hset(RedisKeys.counters(slice, true), fields);
                fields.clear();
            }
        }
    }

    private void writeRest(Jedis jedis, Slice slice) {
        Map<String, String> fields = new HashMap<>();
        List<Subject> subjects = new ArrayList<>(List.of(Subject.WHOLE, new Subject(Dimension.DIALECT, "anthropic")));
        accounts.forEach(account -> subjects.add(new Subject(Dimension.ACCOUNT, account)));
        // The last models are rare: hours know nothing of them.
        for (int i = 0; i < (slice.grain() == Grain.HOUR ? MODELS - 5 : MODELS); i++) {
            subjects.add(new Subject(Dimension.MODEL, model(i)));
        }
        for (int i = 0; i < CLIENTS; i++) {
            subjects.add(new Subject(Dimension.CLIENT, "client" + i));
        }
        subjects.forEach(subject -> fields.put(UsageTable.field(subject), StoredTally.write(tally())));
        jedis.hset(RedisKeys.counters(slice, false), fields);
    }

    private Tally tally() {
        long calls = 1L + random.nextInt(400);
        Usage usage = new Usage(
                calls * random.nextInt(1_000), calls * random.nextInt(2_000), calls * 20_000, calls * 900, 0, 0, 0);
        long cost = calls * random.nextInt(30_000);
        return new Tally(calls, calls / 50, 0, usage, new Spending(cost, cost, 0), calls * 900, calls);
    }

    private void writeLedgers(Jedis jedis) {
        long end = calendar.now().toEpochMilli();
        long step = Duration.ofDays(size.ledgerDays()).toMillis() / size.entries();
        long at = end - step * size.entries();
        Map<String, String> counted = new HashMap<>();
        Pipeline pipeline = jedis.pipelined();
        for (int i = 0; i < size.entries(); i++) {
            at += step;
            String key = key(random.nextInt(size.keys()));
            Instant arrived = Instant.ofEpochMilli(at);
            String entry = Json.write(StoredEntry.of(entry(key, i, arrived)));
            StreamEntryID id = new StreamEntryID(at + 900, i % 1_000);
            pipeline.xadd(RedisKeys.ledger(key), XAddParams.xAddParams().id(id), Map.of("e", entry));
            pipeline.zadd(RedisKeys.arrivals(calendar.slice(Grain.HOUR, arrived)), (double) at, key + "|" + id);
            counted.put(key, id.toString());
            if (i % FLUSH == 0) {
                pipeline.sync();
            }
        }
        pipeline.sync();
        // What stands in the tables is not to be counted once more.
        jedis.hset(RedisKeys.COUNTED, counted);
    }

    /** Writes what one key has used of some models on each day, as its own page reads it. */
    public void writeSums(URI redis, String key, int models) {
        Map<String, String> sums = new HashMap<>();
        for (int day = 0; day < size.days(); day++) {
            for (int model = 0; model < models; model++) {
                Tally tally = tally();
                sums.put(
                        calendar.today().minusDays(day) + "|" + model(model),
                        tally.calls() + "," + UsageNumbers.write(tally.usage(), tally.spending(), 0));
            }
        }
        try (Jedis jedis = new Jedis(redis)) {
            jedis.hset(RedisKeys.book(key), sums);
        }
    }

    private LedgerEntry entry(String key, int number, Instant at) {
        Usage usage = new Usage(random.nextInt(3_000), random.nextInt(4_000), random.nextInt(100_000), 2_000, 0, 0, 0);
        String account = accounts.get(random.nextInt(accounts.size()));
        String model = model(number % 100_000 == 7 ? MODELS - 1 : random.nextInt(MODELS - 5));
        boolean isFine = random.nextInt(50) > 0;
        Outcome outcome = new Outcome(
                isFine ? Ending.COMPLETED : Ending.FAILED,
                isFine ? 200 : 529,
                usage,
                model,
                List.of(new Attempt(account, 200, "ok", Duration.ofMillis(400))),
                Duration.ofMillis(400),
                Duration.ofMillis(900));
        Charge charge = new Charge(Charge.State.PRICED, "0123456789abcdef", RATES, Rating.NONE, 0, 0).recomputed(usage);
        return new LedgerEntry(
                String.format(Locale.ROOT, "call_%020d", number),
                at,
                key,
                account,
                "anthropic",
                model,
                true,
                "client" + random.nextInt(CLIENTS) + "/2.1.0 (external, cli)",
                outcome,
                charge);
    }
}
