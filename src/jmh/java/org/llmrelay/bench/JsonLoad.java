package org.llmrelay.bench;

import java.io.IOException;

/** Keeps a fixed number of callers busy, each sending its next request when it has its answer. */
final class JsonLoad implements LoadConnection.Watcher {

    private static final long DRAIN_NANOS = 5_000_000_000L;
    private static final long TURN_MILLIS = 20;
    private static final int FAILURES_ENDURED = 500;

    private final LoadOrder order;
    private final CannedRequests requests;
    private final LoadLoop loop;
    private final Latencies latencies = new Latencies();
    private final long callsAllowed;
    private long sent;
    private long answered;
    private long failures;
    private String complaint = "";
    private boolean recording;
    private boolean sending = true;

    JsonLoad(LoadOrder order) throws IOException {
        this.order = order;
        this.requests = new CannedRequests(order);
        this.loop = new LoadLoop(order.address(), this);
        this.callsAllowed = order.calls() > 0 ? order.calls() : Long.MAX_VALUE;
    }

    LoadFigures run(Marks marks) throws IOException {
        try (loop) {
            for (int i = 0; i < order.connections(); i++) {
                loop.connect();
            }
            turnFor(order.warmSeconds());
            recording = true;
            marks.measuring();
            double seconds = turnFor(order.seconds());
            recording = false;
            sending = false;
            marks.measured();
            drain();
            return figures(seconds);
        }
    }

    /** Runs for the given time or until the allowed calls are answered; returns the seconds that took. */
    private double turnFor(double seconds) throws IOException {
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        while (System.nanoTime() < end && answered + failures < callsAllowed && failures <= FAILURES_ENDURED) {
            loop.turn(TURN_MILLIS);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** Lets running calls end, so that the next order does not meet calls that were hung up on. */
    private void drain() throws IOException {
        long end = System.nanoTime() + DRAIN_NANOS;
        while (isAnyWaiting() && System.nanoTime() < end) {
            loop.turn(TURN_MILLIS);
        }
        long unanswered = loop.open().stream().filter(LoadConnection::isWaiting).count();
        if (unanswered > 0) {
            failures += unanswered;
            complain(unanswered + " calls without an answer for 5 s");
        }
    }

    private boolean isAnyWaiting() {
        return loop.open().stream().anyMatch(LoadConnection::isWaiting);
    }

    private LoadFigures figures(double seconds) {
        return new LoadFigures(
                latencies.count(),
                failures,
                seconds,
                latencies.percentileMillis(50),
                latencies.percentileMillis(99),
                complaint);
    }

    @Override
    public void connected(LoadConnection connection) throws IOException {
        sendNext(connection);
    }

    @Override
    public void answered(LoadConnection connection) throws IOException {
        answered++;
        if (recording) {
            latencies.add(connection.nanosSinceSent());
        }
        sendNext(connection);
    }

    private void sendNext(LoadConnection connection) throws IOException {
        if (sending && sent < callsAllowed) {
            sent++;
            connection.send(requests.next());
        }
    }

    @Override
    public void broken(LoadConnection connection, String why) {
        failures++;
        complain(why);
        if (failures > FAILURES_ENDURED) {
            return;
        }
        try {
            loop.connect();
        } catch (IOException e) {
            complain(e.toString());
        }
    }

    private void complain(String why) {
        if (complaint.isEmpty()) {
            complaint = why;
        }
    }
}
