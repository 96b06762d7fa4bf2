package org.llmrelay.redis;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import redis.clients.jedis.params.ZAddParams;

/** Sorted sets of calls by the millisecond at which their slot runs out. Calls whose time is over stay until they are removed. Thread-safe. */
final class RunningCalls {
    private final Redis redis;
    private final InstantSource clock;

    RunningCalls(Redis redis, InstantSource clock) {
        this.redis = redis;
        this.clock = clock;
    }

    void renew(String set, Collection<String> calls, Duration lease) {
        if (calls.isEmpty()) {
            return;
        }
        double end = (double) (clock.millis() + lease.toMillis());
        Map<String, Double> ends = new HashMap<>();
        calls.forEach(call -> ends.put(call, end));
        redis.ask(client -> client.zadd(set, ends, new ZAddParams().xx()));
    }

    long count(String set) {
        Long count = redis.run(counting(set));
        return count == null ? 0 : count;
    }

    Command<Long> counting(String set) {
        return Command.plain(Redis.COMMANDS.zcount(set, "(" + clock.millis(), "+inf"));
    }

    void remove(String set, String call) {
        redis.ask(client -> client.zrem(set, call));
    }
}
