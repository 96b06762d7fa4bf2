package org.llmrelay.bench;

import java.io.IOException;
import java.util.List;

/**
 * Measures the relay against a direct call and against nginx in one run, and prints tables and targets.
 *
 * <p>Ends with 0 also when a target is missed, since this is a measurement; with 1 only when the run itself broke.
 */
final class Bench {

    private final BenchOptions options;
    private final BenchPlan plan;
    private final Testbed testbed;
    private final Report report = new Report();

    private Bench(BenchOptions options, Testbed testbed) {
        this.options = options;
        this.plan = options.plan();
        this.testbed = testbed;
    }

    public static void main(String[] args) throws IOException {
        try {
            BenchOptions options = BenchOptions.parse(List.of(args), System.getenv());
            if (options.isHelpWanted()) {
                System.out.print(BenchOptions.USAGE);
                return;
            }
            if (options.areReportsWanted()) {
                ReportsPart.run(options.isQuick());
                return;
            }
            if (options.arePagesWanted()) {
                PagesPart.run(options);
                return;
            }
            OpenFiles.check(options.mostStreams());
            measure(options);
        } catch (BenchBroken e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void measure(BenchOptions options) {
        try (Testbed testbed = new Testbed(options)) {
            Runtime.getRuntime().addShutdownHook(new Thread(testbed::close, "end"));
            new Bench(options, testbed).run();
        }
    }

    private void run() {
        String busyness = Machine.busyness();
        if (!busyness.isEmpty()) {
            report.remark(busyness);
        }
        Rounds rounds = testbed.start();
        warmUp(rounds);
        if (options.wants("json")) {
            new JsonPart(rounds, testbed, plan, report).run();
        }
        if (options.wants("sse")) {
            StreamPart part = new StreamPart(rounds, testbed, plan, report);
            options.streams().forEach(part::run);
        }
        if (options.wants("dialects") && testbed.relay().isPresent()) {
            new DialectsPart(rounds, testbed, plan, report).run();
        }
        testbed.relay().ifPresent(relay -> runRelayParts(rounds, relay));
        report.print(Machine.here());
    }

    private void warmUp(Rounds rounds) {
        rounds.warmUp("mock and load generator", LoadOrder.json(64, 0, 3), testbed.direct());
        if (options.wants("sse")) {
            rounds.warmUp("mock and load generator, SSE", LoadOrder.sse(1000, 2000, 20, 50), testbed.direct());
        }
        testbed.relay().ifPresent(unused -> {
            WarmUp relay = new WarmUp(rounds, testbed.relayAt("/v1/messages"), plan, report);
            relay.json();
            if (options.wants("sse")) {
                relay.streams();
            }
        });
    }

    private void runRelayParts(Rounds rounds, Relay relay) {
        boolean knowsRedis = !relay.redis().toString().isEmpty();
        if (options.wants("redis") && knowsRedis) {
            new RedisPart(rounds, testbed.relayAt("/v1/messages"), relay.redis(), report).run(plan.countedCalls());
        }
        if (options.wants("entrance") && !options.entrances().isEmpty()) {
            new EntrancePart(rounds, testbed, plan, report).run(options.entrances());
        }
    }
}
