package org.llmrelay.bench;

import java.util.ArrayList;
import java.util.List;

/** What a stream costs the relay in other dialects and translated, with the same words at the same pace. */
final class DialectsPart {
    static final int STREAMS = 1000;

    private static final LoadOrder WARM = LoadOrder.sse(STREAMS, 1000, 20, 50);
    private static final String YARDSTICK = "/v1/messages";
    private static final String TRANSLATED = "/openai/claude/v1/chat/completions";
    private static final List<String> OTHERS = List.of(
            "/openai/v1/responses", "/gemini/v1beta/models/gemini-2.5-pro:streamGenerateContent?alt=sse", TRANSLATED);
    private static final double MORE_WANTED = 1.15;

    private final Rounds rounds;
    private final Testbed testbed;
    private final BenchPlan plan;
    private final Report report;

    DialectsPart(Rounds rounds, Testbed testbed, BenchPlan plan, Report report) {
        this.rounds = rounds;
        this.testbed = testbed;
        this.plan = plan;
        this.report = report;
    }

    void run() {
        List<Contender> others = OTHERS.stream().map(testbed::relayAt).toList();
        others.forEach(each -> new WarmUp(rounds, each, plan, report).streams());
        List<Contender> all = new ArrayList<>(others);
        all.add(0, testbed.relayAt(YARDSTICK));
        rounds.warmUp("relay, SSE", WARM, all.get(0));
        String title = Report.format("%,d streams by dialect", STREAMS);
        Results results = rounds.run(title, StreamPart.order(STREAMS), plan.streamRounds(), all);
        results.all().forEach(each -> report.addStreams(title, each));
        double yardstick = results.of(all.get(0).name()).cpuSeconds();
        others.forEach(each -> judge(each, results.of(each.name()).cpuSeconds() / yardstick));
    }

    private void judge(Contender each, double multiple) {
        String what = "SSE, " + each.url().getPath() + ": relay's CPU as a multiple of that for Messages";
        if (each.url().getPath().equals(TRANSLATED)) {
            report.remark(what + Report.format(" (translated, no target): %.2f", multiple));
            return;
        }
        report.verdict(
                what, Report.format("%.2f", multiple), Report.format("<= %.2f", MORE_WANTED), multiple <= MORE_WANTED);
    }
}
