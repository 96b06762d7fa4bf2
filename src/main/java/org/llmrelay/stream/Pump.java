package org.llmrelay.stream;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Delivery;
import org.llmrelay.call.Headers;
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

    /** The head of an error has said most of it: nobody waits long for the rest. */
    private static final long ERROR_PATIENCE_MILLIS = 5_000;

    private static final byte[] NEW_LINE = {'\n'};

    private final UpstreamExchange exchange;
    private final Outflow out;
    private final Course course;
    private final Passage passage;
    private final InstantSource clock;
    private final boolean stream;
    private final boolean plainEvents;
    private final boolean readable;
    private final @Nullable ErrorBody error;
    private final Voice voice;
    private final Taps taps;
    private final AtomicBoolean over = new AtomicBoolean();

    private volatile boolean committed;
    private volatile boolean atBoundary;
    private volatile long lastByte;
    private volatile long lastWrite;
    private volatile long lastPing;

    // Touched on I/O threads only, one at a time.
    private final List<Held> held = new ArrayList<>();
    private int heldBytes;
    private boolean answerSeen;
    private @Nullable UpstreamFault firstFault;

    /** What the caller is sent when the answer turns out to be good. {@code paid}: how many of the upstream's bytes it stands for. */
    private record Held(ByteBuffer bytes, int paid) {}

    public Pump(UpstreamExchange exchange, Outflow out, Course course, Passage passage, InstantSource clock) {
        this.exchange = exchange;
        this.out = out;
        this.course = course;
        this.passage = passage;
        this.clock = clock;
        this.stream = course.isStream();
        String encoding = exchange.headers().first("content-encoding").orElse(null);
        BodyDecoder decoder = BodyDecoder.forEncoding(encoding);
        Interpreter interpreter = course.interpreter();
        this.plainEvents = stream && (interpreter == null ? encoding == null : !interpreter.gathers());
        this.voice =
                interpreter == null ? new Verbatim(plainEvents) : new Interpreted(interpreter, stream, course.status());
        this.readable = (decoder.canRead() && decoder.isLive()) || interpreter != null;
        this.error = course.faultInError() == null ? null : new ErrorBody(course.faultInError());
        this.taps = taps(decoder);
        // An error may be the only event of a stream, but never the only element of an array.
        this.atBoundary = course.framing() == Framing.EVENTS;
        this.lastByte = clock.millis();
        this.lastWrite = lastByte;
        this.lastPing = lastByte;
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
        lastByte = clock.millis();
        byte[] copy = new byte[chunk.remaining()];
        chunk.get(copy);
        taps.see(ByteBuffer.wrap(copy));
        voice.take(copy, plainEvents ? taps.bytesOfOpenEvent() : 0, this::deliver);
        boolean judged = !voice.speaksLast() && (answerSeen || heldBytes + voice.waiting() >= HOLD_BYTES);
        if (judged && !committed) {
            judgeError();
        }
        if (committed) {
            out.drain();
        } else if (firstFault != null) {
            withhold(firstFault);
        } else if (judged) {
            commit();
        }
    }

    private void judgeError() {
        if (error != null) {
            firstFault = error.fault().orElse(null);
        }
    }

    @Override
    public void end() {
        taps.end();
        boolean whole = voice.end(this::deliver);
        if (!committed) {
            judgeError();
        }
        if (!committed && (firstFault != null || isNoAnswer() || !whole)) {
            withhold(firstFault != null ? firstFault : UpstreamFault.silent(FailureKind.UPSTREAM_BROKE_OFF));
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
        return (heldBytes == 0 && error == null) || (stream && !answerSeen);
    }

    @Override
    public void broke(UpstreamFault fault) {
        taps.end();
        if (committed) {
            breakOff(fault);
            return;
        }
        judgeError();
        withhold(firstFault == null ? fault : firstFault);
    }

    /** Called about once a second by the node's clock. */
    void tick() {
        long now = clock.millis();
        if (over.get() || out.isWaiting()) {
            giveUpOnCaller(now);
        } else if (error != null && !committed && now - lastByte >= ERROR_PATIENCE_MILLIS) {
            exchange.close();
            withhold(error.faultByHead().orElse(UpstreamFault.silent(FailureKind.UPSTREAM_TIMED_OUT)));
        } else if (now - lastByte >= course.timing().idle()) {
            giveUpOnUpstream();
        } else if (plainEvents
                && course.framing() == Framing.EVENTS
                && committed
                && now - Math.max(lastByte, lastPing) >= course.timing().ping()) {
            lastPing = now;
            out.ping(course.dialect().ping());
        }
    }

    private void giveUpOnCaller(long now) {
        if (out.isWaiting()
                && now - Math.max(lastByte, lastWrite) >= course.timing().idle()) {
            passage.abandoned();
        }
    }

    private void giveUpOnUpstream() {
        UpstreamFault fault = UpstreamFault.silent(FailureKind.UPSTREAM_TIMED_OUT);
        exchange.close();
        if (committed) {
            breakOff(fault);
        } else {
            withhold(fault);
        }
    }

    private void event(SseEvent event) {
        judge(event);
        voice.event(event);
    }

    private void judge(SseEvent event) {
        if (committed || answerSeen || firstFault != null || !course.dialect().isMeaningful(event)) {
            return;
        }
        firstFault = course.faultIn().apply(event).orElse(null);
        answerSeen = firstFault == null;
    }

    private void deliver(byte[] bytes, boolean endsEvent, int paid) {
        if (bytes.length == 0) {
            credit(paid);
            return;
        }
        atBoundary = endsEvent;
        if (committed) {
            out.add(ByteBuffer.wrap(bytes), endsEvent && plainEvents, count -> written(paid));
        } else {
            held.add(new Held(ByteBuffer.wrap(bytes), paid));
            heldBytes += bytes.length;
        }
    }

    private void written(int paid) {
        lastWrite = clock.millis();
        credit(paid);
    }

    private void credit(int paid) {
        if (paid > 0) {
            exchange.credit(paid);
        }
    }

    private void commit() {
        if (committed) {
            return;
        }
        committed = true;
        passage.committed(course.status());
        Headers headers = course.headersFor(plainEvents);
        out.head(
                course.status(),
                voice.speaksLast() ? headers.with("content-length", Integer.toString(heldBytes)) : headers);
        for (Held one : held) {
            out.add(one.bytes(), atBoundary && plainEvents, count -> written(one.paid()));
        }
        held.clear();
        out.drain();
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
        boolean told = plainEvents && tell(fault);
        out.close(told, () -> passage.ended(fault, course.status()));
    }

    /** Ends a stream with the dialect's own error; returns whether there was a place for it. */
    private boolean tell(UpstreamFault fault) {
        if (course.framing() == Framing.ELEMENTS) {
            if (atBoundary) {
                out.add(course.dialect().errorElement(fault, course.id()), true, count -> {});
            }
            return atBoundary;
        }
        if (!atBoundary) {
            // Inside an event that was too long to hold back, a new line at least makes its name the error's.
            out.add(ByteBuffer.wrap(NEW_LINE), false, count -> {});
        }
        out.add(course.dialect().errorEvent(fault, course.id()), true, count -> {});
        return true;
    }
}
