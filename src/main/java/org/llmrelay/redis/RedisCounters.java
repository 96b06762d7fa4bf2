package org.llmrelay.redis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.llmrelay.usage.Arrival;
import org.llmrelay.usage.Counters;
import org.llmrelay.usage.Dimension;
import org.llmrelay.usage.Increment;
import org.llmrelay.usage.Place;
import org.llmrelay.usage.Slice;
import org.llmrelay.usage.Subject;
import org.llmrelay.usage.Tally;
import redis.clients.jedis.params.ZRangeParams;
import redis.clients.jedis.resps.Tuple;

/** The tables of counters in Redis, all in one slot: two hashes for each slice, and for each hour a sorted set of the calls. Thread-safe. */
final class RedisCounters implements Counters {
    /** So many whole tables are in memory at a time. */
    private static final int TABLES = 4;

    private final Script addCounters = Script.named("add_counters");
    private final Script mendCounters = Script.named("mend_counters");
    private final Redis redis;
    private final CounterArguments arguments;

    RedisCounters(Redis redis, CounterArguments arguments) {
        this.redis = redis;
        this.arguments = arguments;
    }

    @Override
    public Map<String, String> cursors(List<String> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        List<@Nullable String> stored =
                redis.ask(client -> client.hmget(RedisKeys.COUNTED, keys.toArray(String[]::new)));
        Map<String, String> cursors = new TreeMap<>();
        for (int i = 0; i < keys.size(); i++) {
            String cursor = stored.get(i);
            if (cursor != null) {
                cursors.put(keys.get(i), cursor);
            }
        }
        return cursors;
    }

    @Override
    public boolean add(Increment increment) {
        CounterArguments.Call call = arguments.of(increment);
        return Long.valueOf(1).equals(redis.run(addCounters.with(call.keys(), call.args())));
    }

    @Override
    public Map<String, List<Tally>> read(Dimension dimension, List<String> ids, List<Slice> slices) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        String[] fields = ids.stream()
                .map(id -> UsageTable.field(new Subject(dimension, id)))
                .toArray(String[]::new);
        List<Command<?>> commands = new ArrayList<>();
        slices.forEach(
                slice -> commands.add(Command.plain(Redis.COMMANDS.hmget(UsageTable.key(slice, dimension), fields))));
        Map<String, List<Tally>> tallies = new HashMap<>();
        ids.forEach(id -> tallies.put(id, new ArrayList<>()));
        for (Object answer : redis.runAll(commands)) {
            List<?> texts = (List<?>) Objects.requireNonNull(answer);
            for (int i = 0; i < fields.length; i++) {
                Object text = texts.get(i);
                Objects.requireNonNull(tallies.get(ids.get(i)))
                        .add(text == null ? Tally.NONE : StoredTally.read((String) text));
            }
        }
        return tallies;
    }

    @Override
    public Map<String, Tally> all(Slice slice, Dimension dimension) {
        Map<String, String> fields = redis.ask(client -> client.hgetAll(UsageTable.key(slice, dimension)));
        String prefix = UsageTable.prefix(dimension);
        Map<String, Tally> tallies = new HashMap<>(2 * fields.size());
        fields.forEach((field, text) -> {
            if (field.startsWith(prefix)) {
                tallies.put(field.substring(prefix.length()), StoredTally.read(text));
            }
        });
        return tallies;
    }

    @Override
    public Map<String, Tally> sums(Dimension dimension, List<Slice> added, List<Slice> taken) {
        TallySums sums = new TallySums(UsageTable.prefix(dimension));
        addTables(sums, dimension, added, 1);
        addTables(sums, dimension, taken, -1);
        return sums.all();
    }

    private void addTables(TallySums sums, Dimension dimension, List<Slice> slices, int sign) {
        for (int from = 0; from < slices.size(); from += TABLES) {
            List<Command<?>> commands = new ArrayList<>();
            slices.subList(from, Math.min(slices.size(), from + TABLES))
                    .forEach(slice -> commands.add(TallySums.command(UsageTable.key(slice, dimension))));
            redis.runAll(commands).forEach(table -> sums.add(table, sign));
        }
    }

    @Override
    public List<Arrival> arrivals(Slice hour, Window window, int most) {
        Instant newest = window.to().minusMillis(1);
        if (window.behind().isPresent() && !window.behind().get().at().isAfter(newest)) {
            newest = window.behind().get().at();
        }
        List<Arrival> found = new ArrayList<>();
        List<Tuple> page;
        int offset = 0;
        do {
            page = page(hour, window.from(), newest, offset, most);
            page.stream()
                    .map(RedisCounters::arrival)
                    .filter(arrival -> window.behind()
                            .map(last -> last.compareTo(arrival) < 0)
                            .orElse(true))
                    .forEach(found::add);
            offset += page.size();
        } while (page.size() == most && found.size() < most);
        return found.size() <= most ? found : List.copyOf(found.subList(0, most));
    }

    /** {@code offset}: more calls than a page may have arrived in the very millisecond behind which a page begins. */
    private List<Tuple> page(Slice hour, Instant from, Instant newest, int offset, int most) {
        ZRangeParams newestFirst = ZRangeParams.zrangeByScoreParams(
                        (double) newest.toEpochMilli(), (double) from.toEpochMilli())
                .rev()
                .limit(offset, most);
        return redis.ask(client -> client.zrangeWithScores(RedisKeys.arrivals(hour), newestFirst));
    }

    private static Arrival arrival(Tuple tuple) {
        String member = tuple.getElement();
        int bar = member.lastIndexOf('|');
        return new Arrival(
                Instant.ofEpochMilli((long) tuple.getScore()),
                new Place(member.substring(0, bar), member.substring(bar + 1)));
    }

    @Override
    public boolean mend(Slice slice, List<Repair> repairs) {
        List<Repair> keys = repairs.stream()
                .filter(repair -> repair.subject().dimension() == Dimension.KEY)
                .toList();
        List<Repair> others = repairs.stream()
                .filter(repair -> repair.subject().dimension() != Dimension.KEY)
                .toList();
        CounterArguments.Call call = arguments.of(slice, keys, others);
        return Long.valueOf(1).equals(redis.run(mendCounters.with(call.keys(), call.args())));
    }
}
