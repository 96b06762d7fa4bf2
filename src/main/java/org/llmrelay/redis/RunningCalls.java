package org.llmrelay.redis;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The calls that run on accounts without limits. Nothing is decided by them, so no call asks Redis for it: those of this node are in its memory, and each
 * node tells every second how many it has. A call whose lease is over does not count. Thread-safe.
 */
final class RunningCalls {
    /** What a node told holds for so long. */
    private static final Duration HOLDS = Duration.ofSeconds(5);

    private final InstantSource clock;
    private final String node;

    /** For each account its calls, each by the millisecond at which its lease is over. */
    private final Map<String, Map<String, Long>> here = new ConcurrentHashMap<>();

    RunningCalls(InstantSource clock, String node) {
        this.clock = clock;
        this.node = node;
    }

    void add(String account, String call, Duration lease) {
        here.computeIfAbsent(account, id -> new ConcurrentHashMap<>()).put(call, clock.millis() + lease.toMillis());
    }

    /** Whether the call was here. */
    boolean remove(String account, String call) {
        Map<String, Long> calls = here.get(account);
        return calls != null && calls.remove(call) != null;
    }

    /** Keeps those of the calls that are here. */
    void renew(String account, Collection<String> calls, Duration lease) {
        Map<String, Long> known = here.get(account);
        if (known != null) {
            long end = clock.millis() + lease.toMillis();
            calls.forEach(call -> known.computeIfPresent(call, (id, before) -> end));
        }
    }

    /** How many calls of the account are here. */
    long count(String account) {
        long now = clock.millis();
        return here.getOrDefault(account, Map.of()).values().stream()
                .filter(end -> end > now)
                .count();
    }

    /** Tells the other nodes what is here, and forgets what is over. */
    Command<Long> telling() {
        long now = clock.millis();
        here.values().forEach(calls -> calls.values().removeIf(end -> end <= now));
        String counts = here.entrySet().stream()
                .filter(account -> !account.getValue().isEmpty())
                .map(account -> account.getKey() + "=" + account.getValue().size())
                .collect(Collectors.joining(","));
        return Command.plain(
                Redis.COMMANDS.hset(RedisKeys.RUNNING, Map.of(node, (now + HOLDS.toMillis()) + ";" + counts)));
    }

    Command<Long> forgetting(String lost) {
        return Command.plain(Redis.COMMANDS.hdel(RedisKeys.RUNNING, lost));
    }

    Command<Map<String, String>> asking() {
        return Command.plain(Redis.COMMANDS.hgetAll(RedisKeys.RUNNING));
    }

    /** How many calls each account has on other nodes, by the answer to {@link #asking}. */
    Map<String, Long> elsewhere(@Nullable Object told) {
        Map<String, Long> counts = new HashMap<>();
        if (told instanceof Map<?, ?> nodes) {
            nodes.forEach((name, text) -> {
                if (!name.equals(node)) {
                    count(text.toString(), counts);
                }
            });
        }
        return counts;
    }

    private void count(String told, Map<String, Long> counts) {
        String[] parts = told.split(";", 2);
        if (parts[1].isEmpty() || Long.parseLong(parts[0]) <= clock.millis()) {
            return;
        }
        for (String account : parts[1].split(",", -1)) {
            String[] count = account.split("=", 2);
            counts.merge(count[0], Long.parseLong(count[1]), Long::sum);
        }
    }
}
