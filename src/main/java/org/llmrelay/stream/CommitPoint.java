package org.llmrelay.stream;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.llmrelay.call.Headers;
import org.llmrelay.upstream.UpstreamExchange;
import org.llmrelay.wire.Framing;

/**
 * Where an answer waits until it has shown that it is one, and behind which all that comes goes to the caller. Confined to one attempt; fed on I/O threads,
 * one at a time, and asked from aside.
 */
final class CommitPoint {
    private final UpstreamExchange exchange;
    private final Course course;
    private final Passage passage;
    private final Silence silence;
    private final Towards caller;
    private final List<Held> held = new ArrayList<>();
    private int size;

    private volatile boolean passed;
    private volatile boolean atBoundary;

    /** Who is behind it. {@code plainEvents}: whether the caller is sent events that can be told apart. */
    record Towards(Outflow out, boolean plainEvents) {}

    /** What the caller is sent when the answer turns out to be good. {@code paid}: how many of the upstream's bytes it stands for. */
    private record Held(ByteBuffer bytes, int paid) {}

    CommitPoint(UpstreamExchange exchange, Course course, Passage passage, Silence silence, Towards caller) {
        this.exchange = exchange;
        this.course = course;
        this.passage = passage;
        this.silence = silence;
        this.caller = caller;
        // An error may be the only event of a stream, but never the only element of an array.
        this.atBoundary = course.framing() == Framing.EVENTS;
    }

    /** Whether the caller has been sent something, or is about to be. */
    boolean isPassed() {
        return passed;
    }

    /** Whether the caller's stream stands behind a whole event or element. */
    boolean isAtBoundary() {
        return atBoundary;
    }

    /** How many bytes have waited here. */
    int held() {
        return size;
    }

    /** Takes what the caller is to be sent, or keeps it until then. */
    void deliver(byte[] bytes, boolean endsEvent, int paid) {
        if (bytes.length == 0) {
            credit(paid);
            return;
        }
        atBoundary = endsEvent;
        if (passed) {
            caller.out().add(ByteBuffer.wrap(bytes), endsEvent && caller.plainEvents(), count -> written(paid));
        } else {
            held.add(new Held(ByteBuffer.wrap(bytes), paid));
            size += bytes.length;
        }
    }

    private void written(int paid) {
        silence.written();
        credit(paid);
    }

    private void credit(int paid) {
        if (paid > 0) {
            exchange.credit(paid);
        }
    }

    /** Lets the answer through. {@code whole}: all of it is here. Does nothing when it is through already. */
    void pass(boolean whole) {
        if (passed) {
            return;
        }
        passed = true;
        passage.committed(course.status());
        Headers headers = course.headersFor(caller.plainEvents());
        Outflow out = caller.out();
        out.head(course.status(), whole ? headers.with("content-length", Integer.toString(size)) : headers);
        for (Held one : held) {
            out.add(one.bytes(), atBoundary && caller.plainEvents(), count -> written(one.paid()));
        }
        held.clear();
        out.drain();
    }
}
