package org.llmrelay.bench;

import java.util.List;

/** Compares what a small call costs the relay through two of its entrances. */
final class EntrancePart {

    private static final int CALLERS = 64;
    private static final double MICROS_WANTED = 80;

    private final Rounds rounds;
    private final Testbed testbed;
    private final BenchPlan plan;
    private final Report report;

    EntrancePart(Rounds rounds, Testbed testbed, BenchPlan plan, Report report) {
        this.rounds = rounds;
        this.testbed = testbed;
        this.plan = plan;
        this.report = report;
    }

    /** The first path is the yardstick; each other one may cost {@value #MICROS_WANTED} µs more. */
    void run(List<String> paths) {
        List<Contender> entrances = paths.stream().map(testbed::relayAt).toList();
        LoadOrder order = LoadOrder.json(CALLERS, plan.jsonWarmSeconds(), plan.jsonSeconds());
        entrances.forEach(entrance -> rounds.warmUp("entrance " + entrance.name(), order, entrance));
        Results results = rounds.run("entrance", order, plan.jsonRounds(), entrances);
        results.all().forEach(each -> report.addJson("entrance", each));
        double yardstick = results.of(entrances.get(0).name()).cpuMicros();
        entrances.stream()
                .skip(1)
                .forEach(entrance -> judge(entrance, results.of(entrance.name()).cpuMicros() - yardstick));
    }

    private void judge(Contender entrance, double added) {
        report.verdict(
                "entrance: CPU that " + entrance.url().getPath() + " adds to a call",
                Report.format("%.0f µs", added),
                Report.format("<= %.0f µs", MICROS_WANTED),
                added <= MICROS_WANTED);
    }
}
