package org.llmrelay.bench;

/** Small JSON calls: how many a second with 64 callers, and how much later one lone caller has its answer. */
final class JsonPart {

    private static final int CALLERS = 64;
    private static final double SHARE_WANTED = 0.08;
    private static final double ADDED_MILLIS_WANTED = 1.0;

    private final Rounds rounds;
    private final Testbed testbed;
    private final BenchPlan plan;
    private final Report report;

    JsonPart(Rounds rounds, Testbed testbed, BenchPlan plan, Report report) {
        this.rounds = rounds;
        this.testbed = testbed;
        this.plan = plan;
        this.report = report;
    }

    void run() {
        many();
        one();
    }

    private void many() {
        String title = CALLERS + " connections";
        LoadOrder order = LoadOrder.json(CALLERS, plan.jsonWarmSeconds(), plan.jsonSeconds());
        Results results = rounds.run(title, order, plan.jsonRounds(), testbed.contenders());
        results.all().forEach(each -> report.addJson(title, each));
        results.relay().ifPresent(relay -> judgeRate(title, relay, results.of(Contender.NGINX)));
    }

    private void judgeRate(String title, Samples relay, Samples nginx) {
        double share = relay.rate() / nginx.rate();
        report.verdict(
                "JSON, " + title + ": relay's rate of nginx's",
                Report.format("%.1f %%", share * 100),
                Report.format(">= %.0f %%", SHARE_WANTED * 100),
                share >= SHARE_WANTED);
    }

    private void one() {
        String title = "1 connection";
        LoadOrder order = LoadOrder.json(1, plan.jsonWarmSeconds() / 2, plan.singleSeconds());
        Results results = rounds.run(title, order, plan.jsonRounds(), testbed.contenders());
        results.all().forEach(each -> report.addJson(title, each));
        results.relay().ifPresent(relay -> judgeDelay(title, relay, results.of(Contender.DIRECT)));
    }

    private void judgeDelay(String title, Samples relay, Samples direct) {
        double added = relay.p50() - direct.p50();
        report.verdict(
                "JSON, " + title + ": p50 the relay adds to direct",
                Report.format("%.2f ms", added),
                Report.format("<= %.1f ms", ADDED_MILLIS_WANTED),
                added <= ADDED_MILLIS_WANTED);
    }
}
