package org.llmrelay.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Opens a number of streams evenly over a ramp and reads each to its end, one connection a stream. */
final class StreamLoad implements LoadConnection.Watcher {

    private final LoadOrder order;
    private final CannedRequests requests;
    private final LoadLoop loop;
    private final Latencies firstBytes = new Latencies();
    private int opened;
    private long complete;
    private long failures;
    private String complaint = "";

    StreamLoad(LoadOrder order) throws IOException {
        this.order = order;
        this.requests = new CannedRequests(order);
        this.loop = new LoadLoop(order.address(), this);
    }

    LoadFigures run(Marks marks) throws IOException {
        try (loop) {
            marks.measuring();
            long start = System.nanoTime();
            long deadline = start + TimeUnit.SECONDS.toNanos((long) order.seconds());
            while (complete + failures < order.connections() && System.nanoTime() < deadline) {
                openDue(start);
                loop.turn(opened < order.connections() ? 1 : 100);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            marks.measured();
            return figures(seconds);
        }
    }

    private void openDue(long start) throws IOException {
        long ramp = TimeUnit.MILLISECONDS.toNanos(order.rampMillis());
        long elapsed = System.nanoTime() - start;
        long due = ramp == 0 ? order.connections() : 1 + elapsed * order.connections() / ramp;
        while (opened < Math.min(due, order.connections())) {
            opened++;
            loop.connect();
        }
    }

    private LoadFigures figures(double seconds) {
        long unfinished = order.connections() - complete - failures;
        return new LoadFigures(
                complete,
                failures + unfinished,
                seconds,
                firstBytes.percentileMillis(50),
                firstBytes.percentileMillis(99),
                unfinished > 0 && complaint.isEmpty() ? unfinished + " streams did not end in time" : complaint);
    }

    @Override
    public void connected(LoadConnection connection) throws IOException {
        connection.send(requests.next());
    }

    @Override
    public void answered(LoadConnection connection) {
        connection.close();
        firstBytes.add(connection.nanosToFirstByte());
        if (connection.sawStreamEnd()) {
            complete++;
            return;
        }
        broken(connection, "a stream ended without its last word");
    }

    @Override
    public void broken(LoadConnection connection, String why) {
        failures++;
        if (complaint.isEmpty()) {
            complaint = why;
        }
    }
}
