package org.llmrelay.redis;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.Rule;

/** The gate in Redis: tickets and meters in the book of each key. Thread-safe. */
final class RedisGate implements Gate {
    static final String COUNT = "#";
    /** What {@code book_call} is told where no session is bound. */
    static final String NO_PLACES = "0";

    private static final List<String> NO_SESSION = List.of("", "", "");
    private static final int BEFORE_OVERRUNS = 3;
    private static final int MOST_DOUBTFUL = 100_000;
    private static final int TAKEN_BACK_AT_ONCE = 250;

    private final Script admitCall = Script.ofMeters("admit_call");
    private final Script readMeters = Script.ofMeters("read_meters");
    private final Script carryMeters = Script.ofMeters("carry_meters");
    private final Script resetMeters = Script.ofMeters("reset_meters");
    private final Script turnOver = Script.ofMeters("turn_over");
    private final Script bookCall = Script.ofMeters("book_call");
    private final Redis redis;
    private final InstantSource clock;
    private final String node;
    private final Bindings bindings;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** Calls that were told that the store is away, though Redis may have let them in: their tickets are given back. */
    private final Queue<Entrant> doubtful = new ConcurrentLinkedQueue<>();

    /** {@code node}: the name of this one, which no node has had before. */
    RedisGate(Redis redis, InstantSource clock, String node, Bindings bindings) {
        this.redis = redis;
        this.clock = clock;
        this.node = node;
        this.bindings = bindings;
    }

    @Override
    public Entry enter(Entrant entrant) {
        rememberKey(entrant.key());
        takeBackDoubtful();
        try {
            return ask(entrant);
        } catch (StoreUnavailableException e) {
            // Past the bound their tickets stay until this node stops.
            if (doubtful.size() < MOST_DOUBTFUL) {
                doubtful.add(entrant);
            }
            throw e;
        }
    }

    private Entry ask(Entrant entrant) {
        long now = clock.millis();
        Session session = entrant.session();
        List<Object> args = new ArrayList<>(9 + entrant.holds().size());
        args.add(Long.toString(now));
        args.add(entrant.slip().call());
        args.add(Integer.toString(entrant.slots()));
        args.add(session == null ? "" : Long.toString(session.lasting().toMillis()));
        args.add(Ticket.journal(names(entrant), node, entrant.slip()));
        if (session == null) {
            args.addAll(NO_SESSION);
        } else {
            SessionPlace place = SessionPlace.of(session);
            args.add(place.fingerprint());
            args.addAll(place.fields());
        }
        // Before Redis is asked: what is not known here any more has been told to Redis.
        Optional<String> bound = bindings.accountOf(entrant.key(), session);
        Entry entry = answer(entrant.key(), args, entrant.holds(), now);
        return bound.isPresent() && entry instanceof Entry.Inside inside
                ? new Entry.Inside(bound.get(), inside.overruns(), inside.meters())
                : entry;
    }

    /** {@code args}: those before the limits. */
    private Entry answer(String key, List<Object> args, List<Hold> holds, long now) {
        args.add(StoredMeter.arguments(holds, now));
        holds.forEach(hold -> args.add(hold.rule().name()));
        Object answer = redis.run(admitCall.with(List.of(RedisKeys.book(key)), args));
        return entry(holds, (List<?>) Objects.requireNonNull(answer));
    }

    @Override
    public Entry use(String key, List<Hold> holds) {
        long now = clock.millis();
        List<Object> args = new ArrayList<>(List.of(Long.toString(now), "", "0", "", ""));
        args.addAll(NO_SESSION);
        return answer(key, args, holds, now);
    }

    @Override
    public String pass(Entrant entrant) {
        return new Pass(
                        node,
                        entrant.holds().stream()
                                .map(hold -> StoredMeter.lateArguments(
                                        hold, entrant.slip().at()))
                                .toList())
                .write();
    }

    /** Whoever settles the calls of a lost node must know where to look. */
    private void rememberKey(String key) {
        if (!known.contains(key)) {
            redis.runAll(List.of(
                    Command.plain(Redis.COMMANDS.zadd(RedisKeys.NODES, (double) clock.millis(), node)),
                    Command.plain(Redis.COMMANDS.sadd(RedisKeys.keysOf(node), key))));
            known.add(key);
        }
    }

    /** Gives back what was let in without anybody having heard it. */
    void takeBackDoubtful() {
        if (doubtful.isEmpty()) {
            return;
        }
        List<Entrant> taken = new ArrayList<>();
        for (Entrant next = doubtful.poll(); next != null; next = doubtful.poll()) {
            taken.add(next);
            if (taken.size() == TAKEN_BACK_AT_ONCE) {
                break;
            }
        }
        try {
            redis.runAll(taken.stream().<Command<?>>map(this::leaving).toList());
        } catch (StoreUnavailableException e) {
            doubtful.addAll(taken);
            throw e;
        }
    }

    private Command<?> leaving(Entrant entrant) {
        List<String> args = new ArrayList<>(List.of(entrant.slip().call(), "", "", "", "0", "0", "1", NO_PLACES));
        args.addAll(names(entrant));
        return bookCall.with(List.of(RedisKeys.book(entrant.key()), RedisKeys.ledger(entrant.key())), args);
    }

    private static List<String> names(Entrant entrant) {
        return entrant.holds().stream().map(hold -> hold.rule().name()).toList();
    }

    /** This node was taken for lost, and forgotten: names its keys again. */
    void rememberAllKeys() {
        String[] keys = known.toArray(String[]::new);
        if (keys.length > 0) {
            redis.ask(client -> client.sadd(RedisKeys.keysOf(node), keys));
        }
    }

    private static Entry entry(List<Hold> holds, List<?> answer) {
        return switch (answer.get(0).toString()) {
            case "full" -> new Entry.Full();
            case "spent" -> {
                Rule rule = holds.get(Math.toIntExact((Long) answer.get(1)) - 1).rule();
                yield new Entry.Spent(rule, StoredMeter.time((Long) answer.get(2)));
            }
            default ->
                new Entry.Inside(
                        named(answer.get(1).toString()),
                        answer.stream()
                                .skip(BEFORE_OVERRUNS)
                                .map(Object::toString)
                                .toList(),
                        StoredMeter.standings(holds, (List<?>) answer.get(2)));
        };
    }

    private static @Nullable String named(String account) {
        return account.isEmpty() ? null : account;
    }

    @Override
    public long inside(String key) {
        String count = redis.ask(client -> client.hget(RedisKeys.book(key), COUNT));
        return count == null ? 0 : Long.parseLong(count);
    }

    @Override
    public List<Meter> meters(String key, List<Rule> rules) {
        if (rules.isEmpty()) {
            return List.of();
        }
        List<String> names = rules.stream().map(Rule::name).toList();
        List<?> stored =
                (List<?>) Objects.requireNonNull(redis.run(readMeters.with(List.of(RedisKeys.book(key)), names)));
        Instant now = clock.instant();
        List<Meter> meters = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            meters.add(StoredMeter.read(rules.get(i), (List<?>) stored.get(i), now));
        }
        return meters;
    }

    @Override
    public void carry(String key, List<Carried> spent) {
        List<String> args = spent.stream()
                .flatMap(one -> StoredMeter.begun(one.rule(), one.spent(), clock.instant()).stream())
                .toList();
        if (!args.isEmpty()) {
            redis.run(carryMeters.with(List.of(RedisKeys.book(key)), args));
        }
    }

    @Override
    public int turnOver(List<Ruled> keys) {
        if (keys.isEmpty()) {
            return 0;
        }
        long now = clock.millis();
        List<Command<?>> commands =
                keys.stream().<Command<?>>map(key -> turningOver(key, now)).toList();
        return redis.runAll(commands).stream()
                .mapToInt(answer -> answer instanceof Long count ? count.intValue() : 0)
                .sum();
    }

    private Command<?> turningOver(Ruled key, long now) {
        List<String> args = new ArrayList<>(List.of(Long.toString(now), Long.toString(RedisLedger.LATE.toMillis())));
        key.rules().forEach(rule -> args.addAll(StoredMeter.period(rule, now)));
        return turnOver.with(List.of(RedisKeys.book(key.key())), args);
    }

    @Override
    public void reset(String key, List<Rule> rules) {
        List<String> args = rules.stream()
                .flatMap(rule -> Stream.of(rule.name(), StoredMeter.kind(rule)))
                .toList();
        redis.run(resetMeters.with(List.of(RedisKeys.book(key)), args));
    }
}
