package org.llmrelay.redis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.params.XTrimParams;
import redis.clients.jedis.resps.ScanResult;

/** Forgets what is older than ledgers and books keep. Thread-safe. */
final class LedgerRetention {
    private static final int FIELDS = 500;
    private static final ScanParams SUMS =
            new ScanParams().match("????-??-??|*").count(FIELDS);

    private final Redis redis;

    LedgerRetention(Redis redis) {
        this.redis = redis;
    }

    void trim(Map<String, String> counted, Instant before) {
        StreamEntryID oldest = new StreamEntryID(Math.max(0, before.toEpochMilli()), 0);
        List<Command<?>> commands = new ArrayList<>();
        counted.forEach((key, cursor) ->
                commands.add(Command.plain(Redis.COMMANDS.xtrim(RedisKeys.ledger(key), until(oldest, cursor)))));
        redis.runAll(commands);
        counted.forEach((key, cursor) -> forgetCorrections(key, oldest));
    }

    /** The entry that was counted last stays: what is behind it has not been counted. */
    private static XTrimParams until(StreamEntryID oldest, String cursor) {
        StreamEntryID last = new StreamEntryID(cursor);
        StreamEntryID first = last.compareTo(oldest) < 0 ? last : oldest;
        return XTrimParams.xTrimParams().exactTrimming().minId(first.toString());
    }

    private void forgetCorrections(String key, StreamEntryID oldest) {
        String[] old = redis.ask(client -> client.hkeys(RedisKeys.corrections(key))).stream()
                .filter(entry -> new StreamEntryID(entry).compareTo(oldest) < 0)
                .toArray(String[]::new);
        if (old.length > 0) {
            redis.ask(client -> client.hdel(RedisKeys.corrections(key), old));
        }
    }

    void forgetDays(String key, String day) {
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            String from = cursor;
            ScanResult<Map.Entry<String, String>> page =
                    redis.ask(client -> client.hscan(RedisKeys.book(key), from, SUMS));
            String[] old = page.getResult().stream()
                    .map(Map.Entry::getKey)
                    .filter(field -> field.compareTo(day) < 0)
                    .toArray(String[]::new);
            if (old.length > 0) {
                redis.ask(client -> client.hdel(RedisKeys.book(key), old));
            }
            cursor = page.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
    }
}
