package org.llmrelay.bench;

/**
 * Lets the relay run until its JVM has compiled what the measurement will use: a relay runs for weeks, and is compiled in
 * its first minutes. Slices of load go on until the compilers take next to nothing of two in a row, or the plan says stop.
 */
final class WarmUp {

    private static final LoadOrder STREAMS = LoadOrder.sse(1000, 1000, 20, 50);
    private static final double SETTLED = 0.04;

    private final Rounds rounds;
    private final Contender relay;
    private final BenchPlan plan;
    private final Report report;

    WarmUp(Rounds rounds, Contender relay, BenchPlan plan, Report report) {
        this.rounds = rounds;
        this.relay = relay;
        this.plan = plan;
        this.report = report;
    }

    void json() {
        repeat("JSON", LoadOrder.json(64, 0, plan.warmSliceSeconds()));
    }

    void streams() {
        repeat("SSE", STREAMS);
    }

    private void repeat(String name, LoadOrder order) {
        Sample first = rounds.warmUp("relay, " + name, order, relay);
        double compiled = CompilerCost.of(relay.pids());
        double share = 1;
        int slices = 1;
        for (int calm = 0; calm < 2 && slices < plan.mostWarmSlices(); slices++) {
            Sample slice = rounds.warmUp("relay, " + name, order, relay);
            double now = CompilerCost.of(relay.pids());
            share = Math.max(0, now - compiled) / Math.max(0.01, slice.cpuSeconds());
            compiled = now;
            calm = share < SETTLED ? calm + 1 : 0;
        }
        report.remark(Report.format(
                "Warm-up, %s: %d slices of load; the compilers took %.0f %% of the CPU in the last one. In the first, right after the"
                        + " start, a call took %,.0f µs of CPU and p50 was %.1f ms.",
                name,
                slices,
                share * 100,
                first.cpuMicrosPerCall(),
                first.figures().p50()));
    }
}
