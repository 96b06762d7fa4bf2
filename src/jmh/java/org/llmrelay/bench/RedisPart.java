package org.llmrelay.bench;

import java.net.URI;
import java.util.List;

/** Counts at the Redis server what a call costs there. */
final class RedisPart {

    private static final int CALLERS = 4;
    private static final int IDLE_MILLIS = 3000;
    private static final int BOOKING_MILLIS = 1000;
    private static final double ROUND_TRIPS_WANTED = 3;
    private static final double COMMANDS_WANTED = 12;
    // What the counted calls share with the background cannot be split to the last hundredth.
    private static final double TOLERANCE = 0.05;

    private final Rounds rounds;
    private final Contender relay;
    private final URI redis;
    private final Report report;

    RedisPart(Rounds rounds, Contender relay, URI redis, Report report) {
        this.rounds = rounds;
        this.relay = relay;
        this.redis = redis;
        this.report = report;
    }

    void run(long calls) {
        count("JSON", LoadOrder.counted(CALLERS, calls));
        count("streamed", LoadOrder.sse((int) Math.min(calls, 500), 2000, 5, 20));
    }

    private void count(String kind, LoadOrder order) {
        // Sessions that are new bind an account first; those come back afterwards, as they do in use.
        rounds.warmUp("Redis, " + kind, order, relay);
        Ports.pause(BOOKING_MILLIS);
        RedisStats idle = RedisStats.read(redis);
        Ports.pause(IDLE_MILLIS);
        RedisStats before = RedisStats.read(redis);
        Samples samples = rounds.run("Redis, " + kind, order, 1, List.of(relay)).of(relay.name());
        Ports.pause(BOOKING_MILLIS);
        RedisUse use = RedisUse.between(idle, before, RedisStats.read(redis), samples.calls());
        judge(kind, use, samples.calls());
    }

    private void judge(String kind, RedisUse use, long calls) {
        report.verdict(
                "Redis, " + kind + ": round trips a call",
                Report.format("%.2f", use.roundTrips()),
                Report.format("<= %.0f", ROUND_TRIPS_WANTED),
                use.roundTrips() <= ROUND_TRIPS_WANTED + TOLERANCE);
        report.verdict(
                "Redis, " + kind + ": commands a call, those in scripts included",
                Report.format("%.2f", use.commands()),
                Report.format("<= %.0f", COMMANDS_WANTED),
                use.commands() <= COMMANDS_WANTED + TOLERANCE);
        report.remark(Report.format("Redis, %s, %,d calls: commands a call: %s", kind, calls, use.counted()));
        report.remark(Report.format("Redis, %s: not counted as commands: %s", kind, use.notCounted()));
    }
}
