package org.llmrelay.bench;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What one call costs at Redis: the growth over a counted number of calls, less what the idle relay does by itself. */
record RedisUse(double roundTrips, Map<String, Double> perCommand) {

    // Housekeeping of connections and of this benchmark. A ping that a pool sends before each use still counts as a
    // round trip.
    private static final Set<String> HOUSEKEEPING = Set.of(
            "info",
            "ping",
            "auth",
            "hello",
            "select",
            "client",
            "config",
            "command",
            "subscribe",
            "unsubscribe",
            "psubscribe");
    private static final double VISIBLE = 0.005;

    /** {@code idle} to {@code before} saw no calls; {@code before} to {@code after} saw {@code calls} of them. */
    static RedisUse between(RedisStats idle, RedisStats before, RedisStats after, long calls) {
        double share = (after.nanos() - before.nanos()) / (double) (before.nanos() - idle.nanos());
        // Each look at the statistics is a read of its own: its command, and the end of the connection before it.
        double byItself = (before.reads() - idle.reads() - 2) * share;
        double roundTrips = (after.reads() - before.reads() - 2 - byItself) / calls;
        Map<String, Double> perCommand = new TreeMap<>();
        after.commands().forEach((command, count) -> {
            long start = before.commands().getOrDefault(command, 0L);
            double own = (start - idle.commands().getOrDefault(command, 0L)) * share;
            perCommand.put(command, Math.max(0, (count - start - own) / calls));
        });
        return new RedisUse(Math.max(0, roundTrips), perCommand);
    }

    double commands() {
        return perCommand.entrySet().stream()
                .filter(entry -> !isHousekeeping(entry.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    String counted() {
        return list(command -> !isHousekeeping(command));
    }

    String notCounted() {
        return list(RedisUse::isHousekeeping);
    }

    private String list(Predicate<String> wanted) {
        String text = perCommand.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()) && entry.getValue() >= VISIBLE)
                .map(entry -> String.format(Locale.ROOT, "%s %.2f", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "none" : text;
    }

    /** Commands with a subcommand are named like {@code client|setinfo}. */
    private static boolean isHousekeeping(String command) {
        return HOUSEKEEPING.contains(command.split("\\|", 2)[0]);
    }
}
