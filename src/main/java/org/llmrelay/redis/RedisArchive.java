package org.llmrelay.redis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.llmrelay.pricing.Charge;
import org.llmrelay.usage.Archive;
import org.llmrelay.usage.BookedCall;
import org.llmrelay.usage.Calendar;
import org.llmrelay.usage.LedgerEntry;
import org.llmrelay.usage.Place;
import org.llmrelay.usage.Posting;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;
import redis.clients.jedis.resps.StreamEntry;

/** Ledgers in Redis: a stream for each key. A call's place is the id that the stream gave it. Thread-safe. */
final class RedisArchive implements Archive {
    private static final int PAGE = 500;

    private final Script correctCall = Script.named("correct_call");
    private final Set<String> grown = ConcurrentHashMap.newKeySet();
    private final Redis redis;
    private final Calendar calendar;
    private final LedgerRetention retention;

    RedisArchive(Redis redis, Calendar calendar) {
        this.redis = redis;
        this.calendar = calendar;
        this.retention = new LedgerRetention(redis);
    }

    @Override
    public List<String> takeGrown() {
        List<String> taken = List.copyOf(grown);
        // What grows again from here on is told the next time.
        taken.forEach(grown::remove);
        return taken;
    }

    @Override
    public void rememberGrown(List<String> keys) {
        grown.addAll(keys);
    }

    @Override
    public Map<String, List<Posting>> behind(Map<String, String> cursors, int most) {
        return range(cursors, "-", "+", most);
    }

    @Override
    public Map<String, List<Posting>> posted(Map<String, String> behind, Posted wanted) {
        return range(
                behind,
                Long.toString(wanted.from().toEpochMilli()),
                Long.toString(wanted.until().toEpochMilli()),
                wanted.most());
    }

    private Map<String, List<Posting>> range(Map<String, String> cursors, String start, String end, int most) {
        List<Command<?>> commands = new ArrayList<>();
        cursors.forEach((key, cursor) -> commands.add(Command.plain(
                Redis.COMMANDS.xrange(RedisKeys.ledger(key), cursor.isEmpty() ? start : "(" + cursor, end, most))));
        List<@Nullable Object> answers = redis.runAll(commands);
        Map<String, List<Posting>> postings = new TreeMap<>();
        int place = 0;
        for (String key : cursors.keySet()) {
            postings.put(key, postings(key, answers.get(place++)));
        }
        return postings;
    }

    @Override
    public List<Posting> newest(String key, Since since, int most) {
        String end = since.before()
                .map(entry -> "(" + entry)
                .orElse(Long.toString(since.until().toEpochMilli()));
        String start = Long.toString(Math.max(0, since.from().toEpochMilli()));
        return postings(key, redis.ask(client -> client.xrevrange(RedisKeys.ledger(key), end, start, most)));
    }

    private static List<Posting> postings(String key, @Nullable Object entries) {
        return ((List<?>) (entries == null ? List.of() : entries))
                .stream()
                        .map(entry -> StoredPosting.read(key, (StreamEntry) entry))
                        .toList();
    }

    @Override
    public List<Posting> read(List<Place> places) {
        List<Command<?>> commands = new ArrayList<>();
        places.forEach(place -> commands.add(
                Command.plain(Redis.COMMANDS.xrange(RedisKeys.ledger(place.key()), place.entry(), place.entry(), 1))));
        List<@Nullable Object> answers = redis.runAll(commands);
        List<Posting> found = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            found.addAll(postings(places.get(i).key(), answers.get(i)));
        }
        return found;
    }

    @Override
    public List<BookedCall> corrected(List<Posting> postings) {
        List<Posting> calls = postings.stream().filter(Posting::isCall).toList();
        Map<Place, Charge> corrections = corrections(calls);
        return calls.stream()
                .map(call -> new BookedCall(call.place(), call.entry(), corrections.get(call.place())))
                .toList();
    }

    private Map<Place, Charge> corrections(List<Posting> calls) {
        Map<String, List<Place>> byKey = new LinkedHashMap<>();
        calls.forEach(call -> byKey.computeIfAbsent(call.place().key(), key -> new ArrayList<>())
                .add(call.place()));
        List<Command<?>> commands = new ArrayList<>();
        byKey.forEach((key, places) -> commands.add(Command.plain(Redis.COMMANDS.hmget(
                RedisKeys.corrections(key), places.stream().map(Place::entry).toArray(String[]::new)))));
        List<@Nullable Object> answers = redis.runAll(commands);
        Map<Place, Charge> corrections = new HashMap<>();
        int answer = 0;
        for (List<Place> places : byKey.values()) {
            List<?> stored = (List<?>) answers.get(answer++);
            for (int i = 0; stored != null && i < places.size(); i++) {
                if (stored.get(i) instanceof String charge) {
                    corrections.put(
                            places.get(i), Json.read(charge, StoredCharge.class).toCharge());
                }
            }
        }
        return corrections;
    }

    @Override
    public boolean correct(BookedCall call, Charge charge) {
        Place place = call.place();
        LedgerEntry entry = call.entry();
        StoredPosting.Correcting correcting = StoredPosting.correcting(call, charge);
        Charge before = call.corrected();
        List<String> args = List.of(
                place.entry(),
                before == null ? "" : Json.write(StoredCharge.of(before)),
                Json.write(StoredCharge.of(charge)),
                Json.write(correcting.entry()),
                place.entry() + "," + correcting.change().guessed(),
                calendar.date(entry.at()) + "|" + entry.model(),
                Integer.toString(UsageNumbers.FIRST_AMOUNT),
                Long.toString(correcting.change().official()),
                Long.toString(correcting.change().rated()),
                Long.toString(correcting.change().guessed()));
        List<String> keys =
                List.of(RedisKeys.ledger(place.key()), RedisKeys.corrections(place.key()), RedisKeys.book(place.key()));
        boolean corrected = Long.valueOf(1).equals(redis.run(correctCall.with(keys, args)));
        grown.add(place.key());
        return corrected;
    }

    @Override
    public void trim(Map<String, String> counted, Instant before) {
        retention.trim(counted, before);
    }

    @Override
    public void forgetDays(List<String> keys, String day) {
        keys.forEach(key -> retention.forgetDays(key, day));
    }

    @Override
    public void everyKey(Consumer<List<String>> some) {
        List<String> page;
        long from = 0;
        do {
            long start = from;
            page = redis.ask(client -> client.zrange(RedisKeys.KEYS_BY_CREATION, start, start + PAGE - 1));
            some.accept(page);
            from += PAGE;
        } while (page.size() == PAGE);
        keysThatWereCounted(some);
    }

    /** Keys that were deleted have a ledger still. */
    private void keysThatWereCounted(Consumer<List<String>> some) {
        ScanParams pages = new ScanParams().count(PAGE);
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            String from = cursor;
            ScanResult<Map.Entry<String, String>> page =
                    redis.ask(client -> client.hscan(RedisKeys.COUNTED, from, pages));
            Set<String> keys = new LinkedHashSet<>();
            page.getResult().forEach(field -> keys.add(field.getKey()));
            some.accept(List.copyOf(keys));
            cursor = page.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
    }
}
