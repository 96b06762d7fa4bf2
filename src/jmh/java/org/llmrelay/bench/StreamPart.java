package org.llmrelay.bench;

/** Many streams at once, as coding agents cause them: 20 events, one every 250 ms. */
final class StreamPart {

    private static final int EVENTS = 20;
    private static final int INTERVAL_MILLIS = 250;
    private static final int CROWD = 3000;

    private final Rounds rounds;
    private final Testbed testbed;
    private final BenchPlan plan;
    private final Report report;

    StreamPart(Rounds rounds, Testbed testbed, BenchPlan plan, Report report) {
        this.rounds = rounds;
        this.testbed = testbed;
        this.plan = plan;
        this.report = report;
    }

    static LoadOrder order(int streams) {
        return LoadOrder.sse(streams, Math.max(2000, streams), EVENTS, INTERVAL_MILLIS);
    }

    void run(int streams) {
        String title = Report.format("%,d streams", streams);
        Results results = rounds.run(title, order(streams), plan.streamRounds(), testbed.contenders());
        results.all().forEach(each -> report.addStreams(title, each));
        results.relay().ifPresent(relay -> {
            judgeFirstByte("SSE, " + title, relay, results.of(Contender.DIRECT), streams);
            judgeCost("SSE, " + title, relay, results.of(Contender.NGINX), streams);
        });
    }

    private void judgeFirstByte(String what, Samples relay, Samples direct, int streams) {
        if (streams >= CROWD) {
            most(what + ": first byte p99", relay.p99(), "%.0f ms", 400);
            return;
        }
        most(what + ": p50 added to the first byte", relay.p50() - direct.p50(), "%.1f ms", 5);
        most(what + ": p99 added to the first byte", relay.p99() - direct.p99(), "%.1f ms", 100);
    }

    private void judgeCost(String what, Samples relay, Samples nginx, int streams) {
        if (streams >= CROWD) {
            long expected = (long) streams * plan.streamRounds();
            report.verdict(what + ": complete", relay.calls() + " of " + expected, "all", relay.calls() == expected);
            most(what + ": peak resident memory with -Xmx512m", relay.peakMb(), "%.0f MB", 900);
        }
        most(what + ": relay's CPU as a multiple of nginx's", relay.cpuSeconds() / nginx.cpuSeconds(), "%.1f", 3);
        report.remark(Report.format(
                "%s: with Redis counted in, the relay's CPU is %.1f times nginx's",
                what, (relay.cpuSeconds() + relay.redisCpuSeconds()) / nginx.cpuSeconds()));
    }

    private void most(String what, double measured, String pattern, double wanted) {
        report.verdict(
                what, Report.format(pattern, measured), "<= " + Report.format(pattern, wanted), measured <= wanted);
    }
}
