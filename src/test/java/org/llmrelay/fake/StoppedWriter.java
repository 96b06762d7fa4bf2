package org.llmrelay.fake;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** Writes the parts of a head or a body, and lets the stops happen at their byte, also in the middle of a part. */
final class StoppedWriter {

    @FunctionalInterface
    interface Target {
        void write(byte[] bytes, int from, int length) throws IOException;
    }

    private final Exchange exchange;
    private final Wire wire;
    private final Target target;
    private final Deque<Stop> stops;
    private long position;

    StoppedWriter(Exchange exchange, Wire wire, Target target, List<Stop> stops) {
        this.exchange = exchange;
        this.wire = wire;
        this.target = target;
        this.stops = new ArrayDeque<>(
                stops.stream().sorted(Comparator.comparingLong(Stop::count)).toList());
    }

    /** Stops at the very end of the part wait for {@link #boundary}, so that framing can be written first. */
    void write(byte[] part) throws IOException {
        long start = position;
        long end = start + part.length;
        for (Stop stop = stops.peek(); stop != null && stop.count() < end; stop = stops.peek()) {
            advance(part, start, stop.count());
            happen(stops.remove());
        }
        advance(part, start, end);
    }

    private void advance(byte[] part, long start, long to) throws IOException {
        target.write(part, (int) (position - start), (int) (to - position));
        position = to;
    }

    /** Sends what was written, and lets stops at this very byte happen. */
    void boundary() throws IOException {
        wire.flush();
        for (Stop stop = stops.peek(); stop != null && stop.count() <= position; stop = stops.peek()) {
            happen(stops.remove());
        }
    }

    /** A stop beyond the end would be a test that tests nothing. */
    void end() {
        if (!stops.isEmpty()) {
            throw new IllegalStateException("stop at byte " + stops.peek().count() + " of only " + position);
        }
    }

    private void happen(Stop stop) throws IOException {
        wire.flush();
        stop.deed().happen(exchange, wire);
    }
}
