package org.llmrelay.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.llmrelay.usage.Archive;
import org.llmrelay.usage.Booking;
import org.llmrelay.usage.Journal;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.params.ZRangeParams;
import redis.clients.jedis.resps.ScanResult;

/** The journal in Redis: one value a node, and the tickets in the books of its keys. Thread-safe. */
final class RedisJournal implements Journal {
    /** A node that was silent for so long is lost: it speaks every second. */
    static final Duration SILENCE = Duration.ofSeconds(12);

    /** Whoever was not heard for so long cannot tell who is lost: the others may not have been heard either. */
    private static final Duration BREAK = SILENCE.dividedBy(2);

    /** Short, because two who settle the same node book nothing twice, and one who fails at it should try again soon. */
    private static final Duration CLAIM = Duration.ofSeconds(5);

    private static final Duration KEPT = Duration.ofDays(7);
    private static final ScanParams TICKETS = new ScanParams().match("~*").count(1000);

    private final Redis redis;
    private final InstantSource clock;
    private final RedisGate gate;
    private final Archive archive;
    private final RunningCalls running;
    private final String node;

    /** Since when this node has been heard without a break; null before it was heard first. */
    private volatile @Nullable Instant steadySince;

    private volatile Instant lastHeard = Instant.MIN;

    /**
     * {@code gate}: the one of this node, whose tickets stand for the calls; {@code archive} is told which ledgers a lost node may have made grow;
     * {@code running}: what else the node tells each time.
     */
    RedisJournal(Redis redis, InstantSource clock, RedisGate gate, Archive archive, RunningCalls running, String node) {
        this.redis = redis;
        this.clock = clock;
        this.gate = gate;
        this.archive = archive;
        this.running = running;
        this.node = node;
    }

    /** What a node says of its calls. */
    record Note(List<Line> lines) {}

    /** One call of a key; {@code pass}: null for one that has a ticket. */
    record Line(String key, StoredEntry entry, @Nullable String pass) {}

    @Override
    public void note(List<Booking> open) {
        Note note = new Note(open.stream()
                .map(call -> new Line(call.entry().key(), StoredEntry.of(call.entry()), call.pass()))
                .toList());
        List<@Nullable Object> answers = redis.runAll(List.of(
                Command.plain(Redis.COMMANDS.set(
                        RedisKeys.journal(node), Json.write(note), new SetParams().px(KEPT.toMillis()))),
                Command.plain(Redis.COMMANDS.zadd(RedisKeys.NODES, (double) clock.millis(), node)),
                running.telling()));
        if (Long.valueOf(1).equals(answers.get(1))) {
            gate.rememberAllKeys();
        }
        gate.takeBackDoubtful();
        Instant now = clock.instant();
        if (steadySince == null || isBreak(now)) {
            steadySince = now;
        }
        lastHeard = now;
    }

    private boolean isBreak(Instant now) {
        return now.minus(BREAK).isAfter(lastHeard);
    }

    @Override
    public Optional<LostNode> lostNode() {
        Instant now = clock.instant();
        Instant since = steadySince;
        if (since == null || isBreak(now) || now.isBefore(since.plus(SILENCE))) {
            return Optional.empty();
        }
        ZRangeParams silent =
                ZRangeParams.zrangeByScoreParams(0, (double) now.minus(SILENCE).toEpochMilli());
        List<String> lost = redis.ask(client -> client.zrange(RedisKeys.NODES, silent));
        return lost.stream().filter(this::isMine).findFirst().map(this::lostNode);
    }

    private boolean isMine(String lost) {
        return redis.ask(client -> client.set(
                        RedisKeys.reaping(lost), node, new SetParams().nx().px(CLAIM.toMillis())))
                != null;
    }

    private LostNode lostNode(String lost) {
        String note = redis.ask(client -> client.get(RedisKeys.journal(lost)));
        Map<String, Line> told = note == null
                ? Map.of()
                : Json.read(note, Note.class).lines().stream()
                        .collect(Collectors.toMap(line -> line.entry().call(), Function.identity()));
        Set<String> keys = redis.ask(client -> client.smembers(RedisKeys.keysOf(lost)));
        archive.rememberGrown(List.copyOf(keys));
        List<Booking> calls = new ArrayList<>();
        keys.forEach(key -> tickets(key).stream()
                .filter(ticket -> ticket.node().equals(lost))
                .forEach(ticket ->
                        calls.add(booking(key, ticket, told.get(ticket.entry().call())))));
        told.values().stream()
                .filter(line -> line.pass() != null)
                .map(RedisJournal::passed)
                .forEach(calls::add);
        return new LostNode(lost, calls);
    }

    private static Booking booking(String key, Ticket ticket, @Nullable Line told) {
        StoredEntry entry = told == null ? ticket.entry() : told.entry();
        String pass = ticket.isLate() ? new Pass(ticket.node(), List.of()).write() : null;
        return new Booking(entry.toEntry(key), ticket.limits(), pass);
    }

    /** A call that had passed while Redis was away, and has no ticket. */
    private static Booking passed(Line told) {
        String pass = Objects.requireNonNull(told.pass());
        return new Booking(told.entry().toEntry(told.key()), Pass.read(pass).names(), pass);
    }

    private List<Ticket> tickets(String key) {
        List<Ticket> tickets = new ArrayList<>();
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            String from = cursor;
            ScanResult<Map.Entry<String, String>> page =
                    redis.ask(client -> client.hscan(RedisKeys.book(key), from, TICKETS));
            page.getResult().forEach(field -> tickets.add(Ticket.read(field.getKey(), field.getValue())));
            cursor = page.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
        return tickets;
    }

    @Override
    public void bury(LostNode lost) {
        redis.runAll(List.of(
                Command.plain(Redis.COMMANDS.del(RedisKeys.keysOf(lost.name()))),
                Command.plain(Redis.COMMANDS.del(RedisKeys.journal(lost.name()))),
                Command.plain(Redis.COMMANDS.zrem(RedisKeys.NODES, lost.name())),
                running.forgetting(lost.name())));
    }
}
