package org.llmrelay.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the person who starts the benchmark asked for, by {@code --name value}, or {@code RELAY_BENCH_NAME} in the environment. */
final class BenchOptions {

    static final String USAGE = """
            usage: ./relay bench --reports [--quick]
                   ./relay bench --pages [--quick] [--server-home target/server] [--war target/llm-relay.war]
                   ./relay bench [--quick] [--limits] [--only json|sse|dialects|redis|entrance] [--no-relay]
                                 [--streams 1000,3000] [--entrance /v1/messages,/other/path]
                                 [--server-home target/server] [--war target/llm-relay.war]
                                 [--relay-url URL --relay-key KEY --relay-pid PID --redis-url URL --upstream-port PORT]
            With --reports the pages of reports and of the ledger's search are measured over a year of usage, and nothing else.
            With --pages the console's pages are measured over the same usage with as many keys and 60 accounts, and nothing else.
            With --limits the key has every kind of limit, none of which is reached.
            With --relay-url a running relay is measured; its account must call http://127.0.0.1:PORT.
            """;

    private static final Set<String> FLAGS = Set.of("quick", "limits", "no-relay", "reports", "pages", "help");
    private static final Set<String> VALUES = Set.of(
            "only",
            "streams",
            "entrance",
            "server-home",
            "war",
            "relay-url",
            "relay-key",
            "relay-pid",
            "redis-url",
            "upstream-port");
    private static final List<String> PARTS = List.of("json", "sse", "dialects", "redis", "entrance");

    private final Map<String, String> given;

    private BenchOptions(Map<String, String> given) {
        this.given = Map.copyOf(given);
    }

    static BenchOptions parse(List<String> args, Map<String, String> environment) {
        Map<String, String> given = new HashMap<>();
        VALUES.forEach(name -> {
            String value = environment.get(
                    "RELAY_BENCH_" + name.toUpperCase(Locale.ROOT).replace('-', '_'));
            if (value != null) {
                given.put(name, value);
            }
        });
        for (int i = 0; i < args.size(); i++) {
            String name = args.get(i).replaceFirst("^--", "");
            if (FLAGS.contains(name)) {
                given.put(name, "true");
            } else if (VALUES.contains(name) && i + 1 < args.size()) {
                given.put(name, args.get(++i));
            } else {
                throw new BenchBroken("unknown or incomplete option: " + args.get(i) + "\n" + USAGE);
            }
        }
        return new BenchOptions(given).checked();
    }

    private BenchOptions checked() {
        if (given.containsKey("only") && !PARTS.contains(given.get("only"))) {
            throw new BenchBroken("only: " + given.get("only") + " (expected: one of " + PARTS + ")");
        }
        if (given.containsKey("only") && wants("entrance") && entrances().size() < 2) {
            throw new BenchBroken("--only entrance needs the paths to compare: --entrance /yardstick,/other");
        }
        if (isRelayGiven() && !(given.containsKey("relay-key") && given.containsKey("upstream-port"))) {
            throw new BenchBroken("--relay-url needs --relay-key and --upstream-port as well");
        }
        return this;
    }

    boolean isHelpWanted() {
        return given.containsKey("help");
    }

    boolean areLimitsWanted() {
        return given.containsKey("limits");
    }

    boolean areReportsWanted() {
        return given.containsKey("reports");
    }

    boolean arePagesWanted() {
        return given.containsKey("pages");
    }

    Path serverHome() {
        return Path.of(text("server-home", "target/server")).toAbsolutePath();
    }

    Path war() {
        return Path.of(text("war", "target/llm-relay.war")).toAbsolutePath();
    }

    boolean isQuick() {
        return given.containsKey("quick");
    }

    boolean isRelayWanted() {
        return !given.containsKey("no-relay");
    }

    boolean isRelayGiven() {
        return given.containsKey("relay-url");
    }

    boolean wants(String part) {
        return given.getOrDefault("only", part).equals(part);
    }

    BenchPlan plan() {
        return given.containsKey("quick") ? BenchPlan.QUICK : BenchPlan.FULL;
    }

    URI uri(String name) {
        return URI.create(text(name, ""));
    }

    String text(String name, String otherwise) {
        return given.getOrDefault(name, otherwise);
    }

    long number(String name) {
        return Long.parseLong(text(name, "0"));
    }

    List<Integer> streams() {
        return List.of(text("streams", "1000,3000").split(",", -1)).stream()
                .map(Integer::valueOf)
                .toList();
    }

    int mostStreams() {
        return wants("sse") ? Collections.max(streams()) : wants("dialects") ? DialectsPart.STREAMS : 0;
    }

    /** The paths of the entrances to compare; the first is the yardstick. */
    List<String> entrances() {
        String paths = text("entrance", "");
        return paths.isEmpty() ? List.of() : List.of(paths.split(",", -1));
    }
}
