package org.llmrelay.redis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;

/** How often a server was asked what since it was emptied, inside scripts too. */
record CommandCount(Map<String, Integer> byName) {
    private static final Pattern LINE = Pattern.compile("cmdstat_(?<name>[^:]+):calls=(?<calls>\\d+)");

    /** What a connection says of itself, and what tests ask behind the scenes. */
    private static final Set<String> ASIDE = Set.of(
            "hello", "client|setname", "client|setinfo", "client", "info", "config|resetstat", "select", "config");

    static CommandCount on(RedisServer server) {
        try (Jedis jedis = server.connect()) {
            Map<String, Integer> counts = new LinkedHashMap<>();
            jedis.info("commandstats")
                    .lines()
                    .map(LINE::matcher)
                    .filter(Matcher::find)
                    .forEach(line -> counts.put(line.group("name"), Integer.valueOf(line.group("calls"))));
            counts.keySet().removeAll(ASIDE);
            return new CommandCount(counts);
        }
    }

    int of(String... names) {
        return List.of(names).stream()
                .mapToInt(name -> byName.getOrDefault(name, 0))
                .sum();
    }

    int all() {
        return byName.values().stream().mapToInt(Integer::intValue).sum();
    }
}
