package org.llmrelay.stream;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Delivery;
import org.llmrelay.call.Usage;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.upstream.BodyReader;
import org.llmrelay.upstream.UpstreamExchange;
import org.llmrelay.wire.Framing;
import org.llmrelay.wire.Interpreter;

/**
 * Carries one answer from the upstream to the way out. It holds the beginning back until the answer has shown that it is one (the commit point), and
 * hands on only whole events of a stream, so that a stream that breaks can be ended with an error event and nothing half before it. Confined to one
 * attempt; fed on I/O threads, ticked by a clock.
 */
public final class Pump implements BodyReader {
    /** A document shorter than this is sent in one piece; a longer one is committed when this much has come. */
    private static final int HOLD_BYTES = 32 * 1024;

    private final UpstreamExchange exchange;
    private final Outflow out;
    private final Course course;
    private final Passage passage;
    private final Silence silence;
    private final CommitPoint point;
    private final Verdict verdict;
    private final boolean stream;
    private final boolean plainEvents;
    private final boolean readable;
    private final @Nullable ErrorBody error;
    private final Voice voice;
    private final Taps taps;
    private final AtomicBoolean over = new AtomicBoolean();

    public Pump(UpstreamExchange exchange, Outflow out, Course course, Passage passage, InstantSource clock) {
        this.exchange = exchange;
        this.out = out;
        this.course = course;
        this.passage = passage;
        this.silence = new Silence(clock, course.timing());
        this.stream = course.isStream();
        String encoding = exchange.headers().first("content-encoding").orElse(null);
        BodyDecoder decoder = BodyDecoder.forEncoding(encoding);
        Interpreter interpreter = course.interpreter();
        this.plainEvents = stream && (interpreter == null ? encoding == null : !interpreter.gathers());
        this.point = new CommitPoint(exchange, course, passage, silence, new CommitPoint.Towards(out, plainEvents));
        this.voice =
                interpreter == null ? new Verbatim(plainEvents) : new Interpreted(interpreter, stream, course.status());
        this.readable = (decoder.canRead() && decoder.isLive()) || interpreter != null;
        this.error = course.faultInError() == null ? null : new ErrorBody(course.faultInError());
        this.verdict = new Verdict(course, error);
        this.taps = taps(decoder);
    }

    private Taps taps(BodyDecoder decoder) {
        if (error != null) {
            return Taps.ofError(course.dialect().meter(), decoder, plain -> {
                voice.plain(plain.duplicate());
                error.take(plain);
            });
        }
        return stream
                ? Taps.ofStream(course.dialect().meter(), decoder, course.framing(), this::event)
                : Taps.ofDocument(course.dialect().meter(), decoder, voice::plain);
    }

    /** Starts the flow. */
    public void start() {
        if (!voice.speaksLast() && (!course.guarded() || (stream && !readable))) {
            commit();
        }
        exchange.read(this);
    }

    /** What the upstream has told so far. */
    public Usage usage() {
        return taps.usage();
    }

    /** How many output tokens have probably come since a number of them was told last. */
    public long untold() {
        return taps.untold();
    }

    /** The model that the upstream says it answered with, or null. */
    public @Nullable String model() {
        return taps.model();
    }

    /** How the upstream says it served the call. */
    public Delivery delivery() {
        return taps.delivery();
    }

    /** What the upstream answered with. */
    public int status() {
        return course.status();
    }

    /** Nobody waits for the answer: the upstream is let go at once. {@code then} runs when the taps have seen all that came, now or in a moment. */
    public void stop(Runnable then) {
        over.set(true);
        exchange.close();
        taps.end(then);
    }

    @Override
    public void bytes(ByteBuffer chunk) {
        if (over.get()) {
            return;
        }
        silence.heard();
        byte[] copy = new byte[chunk.remaining()];
        chunk.get(copy);
        taps.see(ByteBuffer.wrap(copy));
        voice.take(copy, plainEvents ? taps.bytesOfOpenEvent() : 0, point::deliver);
        boolean judged = !voice.speaksLast() && (verdict.isGood() || point.held() + voice.waiting() >= HOLD_BYTES);
        if (point.isPassed()) {
            out.drain();
            return;
        }
        if (judged) {
            verdict.readError();
        }
        UpstreamFault fault = verdict.fault();
        if (fault != null) {
            withhold(fault);
        } else if (judged) {
            commit();
        }
    }

    @Override
    public void end() {
        taps.end();
        boolean whole = voice.end(point::deliver);
        if (!point.isPassed()) {
            verdict.readError();
        }
        UpstreamFault fault = verdict.fault();
        if (!point.isPassed() && (fault != null || isNoAnswer() || !whole)) {
            withhold(fault != null ? fault : UpstreamFault.silent(FailureKind.UPSTREAM_BROKE_OFF));
            return;
        }
        commit();
        if (!whole) {
            breakOff(UpstreamFault.silent(FailureKind.UPSTREAM_BROKE_OFF));
            return;
        }
        if (over.compareAndSet(false, true)) {
            out.close(true, () -> passage.ended(null, course.status()));
        }
    }

    private boolean isNoAnswer() {
        return (point.held() == 0 && error == null) || (stream && !verdict.isGood());
    }

    @Override
    public void broke(UpstreamFault fault) {
        taps.end();
        if (point.isPassed()) {
            breakOff(fault);
            return;
        }
        verdict.readError();
        UpstreamFault told = verdict.fault();
        withhold(told == null ? fault : told);
    }

    /** Called about once a second by the node's clock. */
    void tick() {
        if (over.get() || out.isWaiting()) {
            giveUpOnCaller();
        } else if (error != null && !point.isPassed() && silence.isTooLongForAnError()) {
            exchange.close();
            withhold(error.faultByHead().orElse(UpstreamFault.silent(FailureKind.UPSTREAM_TIMED_OUT)));
        } else if (silence.isUpstreamsForTooLong()) {
            giveUpOnUpstream();
        } else if (plainEvents && course.framing() == Framing.EVENTS && point.isPassed() && silence.isTimeForPing()) {
            out.ping(course.dialect().ping());
        }
    }

    private void giveUpOnCaller() {
        if (out.isWaiting() && silence.isCallersForTooLong()) {
            passage.abandoned();
        }
    }

    private void giveUpOnUpstream() {
        UpstreamFault fault = UpstreamFault.silent(FailureKind.UPSTREAM_TIMED_OUT);
        exchange.close();
        if (point.isPassed()) {
            breakOff(fault);
        } else {
            withhold(fault);
        }
    }

    private void event(SseEvent event) {
        if (!point.isPassed()) {
            verdict.see(event);
        }
        voice.event(event);
    }

    private void commit() {
        point.pass(voice.speaksLast());
    }

    private void withhold(UpstreamFault fault) {
        if (over.compareAndSet(false, true)) {
            exchange.close();
            passage.withheld(fault);
        }
    }

    private void breakOff(UpstreamFault fault) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        boolean told = plainEvents && BrokenEnd.tell(fault, course, point.isAtBoundary(), out);
        out.close(told, () -> passage.ended(fault, course.status()));
    }
}
