package org.llmrelay.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admission.Refusals;
import org.llmrelay.admission.RefusedCall;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.resps.StreamEntry;

/** The last refusals of each key: a stream that ends a while after the last one. Thread-safe. */
final class RedisRefusals implements Refusals {
    private static final Duration KEPT = Duration.ofDays(14);
    private static final String ENTRY = "e";
    /** Redis drops whole nodes of a stream only. */
    private static final int MOST_READ = 2 * MOST;

    private final Redis redis;

    RedisRefusals(Redis redis) {
        this.redis = redis;
    }

    /** A refusal's record; its key is in the name of the stream. {@code at}: milliseconds. */
    record Stored(
            long at,
            String call,
            String code,
            @Nullable String rule,
            String model,
            @Nullable String client,
            String words) {}

    @Override
    public void keep(List<RefusedCall> refused) {
        List<Command<?>> commands = new ArrayList<>();
        for (RefusedCall call : refused) {
            Map<String, String> fields = Map.of(ENTRY, Json.write(stored(call)));
            XAddParams about = new XAddParams().maxLen(MOST).approximateTrimming();
            commands.add(Command.plain(Redis.COMMANDS.xadd(RedisKeys.refusals(call.key()), about, fields)));
        }
        refused.stream()
                .map(RefusedCall::key)
                .distinct()
                .forEach(key ->
                        commands.add(Command.plain(Redis.COMMANDS.pexpire(RedisKeys.refusals(key), KEPT.toMillis()))));
        redis.runAll(commands);
    }

    @Override
    public List<RefusedCall> latest(String key, int most) {
        return read(key, most).toList();
    }

    @Override
    public Optional<RefusedCall> find(String key, String call) {
        return read(key, MOST_READ)
                .filter(refused -> refused.call().equals(call))
                .findFirst();
    }

    private Stream<RefusedCall> read(String key, int most) {
        if (most < 1) {
            return Stream.of();
        }
        List<StreamEntry> newestFirst = redis.ask(client ->
                client.xrevrange(RedisKeys.refusals(key), StreamEntryID.MAXIMUM_ID, StreamEntryID.MINIMUM_ID, most));
        return newestFirst.stream()
                .map(entry -> refused(key, Json.read(entry.getFields().getOrDefault(ENTRY, ""), Stored.class)));
    }

    private static Stored stored(RefusedCall call) {
        return new Stored(
                call.at().toEpochMilli(),
                call.call(),
                call.code(),
                call.rule(),
                call.model(),
                call.client(),
                call.words());
    }

    private static RefusedCall refused(String key, Stored stored) {
        return new RefusedCall(
                Instant.ofEpochMilli(stored.at()),
                stored.call(),
                key,
                stored.code(),
                stored.rule(),
                stored.model(),
                stored.client(),
                stored.words());
    }
}
