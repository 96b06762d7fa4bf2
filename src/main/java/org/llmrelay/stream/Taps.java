package org.llmrelay.stream;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Delivery;
import org.llmrelay.call.Estimated;
import org.llmrelay.call.Usage;
import org.llmrelay.sse.ElementScanner;
import org.llmrelay.sse.EventScanner;
import org.llmrelay.sse.PieceScanner;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.wire.Framing;
import org.llmrelay.wire.UsageMeter;

/**
 * All that looks at an answer as it passes: decodes a copy, finds events, meters usage. Fed by one I/O thread at a time; it may be ended from aside, and
 * what it has learnt may be read by any thread.
 */
final class Taps {
    private static final int MAX_EVENT_BYTES = 1 << 20;

    private final UsageMeter meter;
    private final BodyDecoder decoder;
    private final @Nullable PieceScanner scanner;
    private final Consumer<ByteBuffer> look;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.IDLE);
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    // Touched by whoever has the stage.
    private long encodedBytes;
    private boolean isReadable;

    private volatile Usage usage = Usage.NONE;
    private volatile long untold;
    private volatile @Nullable String model;
    private volatile Delivery delivery = Delivery.STANDARD;

    /** Who may touch the decoder and the meter. */
    private enum Stage {
        IDLE,
        AT_WORK,
        /** An I/O thread is at work and ends it when it is through. */
        TO_BE_ENDED,
        ENDED
    }

    private Taps(UsageMeter meter, BodyDecoder decoder, PieceScanner scanner, Consumer<SseEvent> events) {
        this.meter = meter;
        this.decoder = decoder;
        this.scanner = scanner;
        Consumer<SseEvent> both = event -> {
            meter.event(event);
            events.accept(event);
        };
        this.look = plain -> scanner.feed(plain, both);
    }

    /** Taps for a stream of events or of elements; {@code events} is shown each of them too. */
    static Taps ofStream(UsageMeter meter, BodyDecoder decoder, Framing framing, Consumer<SseEvent> events) {
        PieceScanner scanner =
                framing == Framing.ELEMENTS ? new ElementScanner(MAX_EVENT_BYTES) : new EventScanner(MAX_EVENT_BYTES);
        return new Taps(meter, decoder, scanner, events);
    }

    private Taps(UsageMeter meter, BodyDecoder decoder, Consumer<ByteBuffer> look) {
        this.meter = meter;
        this.decoder = decoder;
        this.scanner = null;
        this.look = look;
    }

    /** Taps for one document; {@code plain} is shown what comes. */
    static Taps ofDocument(UsageMeter meter, BodyDecoder decoder, Consumer<ByteBuffer> plain) {
        return new Taps(meter, decoder, bytes -> {
            plain.accept(bytes.duplicate());
            meter.json(bytes);
        });
    }

    /** Taps for the body of an error; {@code plain} is shown what comes. */
    static Taps ofError(UsageMeter meter, BodyDecoder decoder, Consumer<ByteBuffer> plain) {
        return new Taps(meter, decoder, plain);
    }

    /** Looks at the next bytes; does nothing behind the end. */
    void see(ByteBuffer encoded) {
        if (!stage.compareAndSet(Stage.IDLE, Stage.AT_WORK)) {
            return;
        }
        try {
            encodedBytes += encoded.remaining();
            decoder.decode(encoded, this::show);
            publish();
        } finally {
            if (!stage.compareAndSet(Stage.AT_WORK, Stage.IDLE)) {
                finish();
            }
        }
    }

    private void show(ByteBuffer plain) {
        isReadable = true;
        look.accept(plain);
    }

    /** Nothing more is looked at. Idempotent. */
    void end() {
        end(() -> {});
    }

    /** As {@link #end()}; {@code then} runs when all that came was looked at: at once, or when the thread that is at it is through. */
    void end(Runnable then) {
        waiting.add(then);
        // Whoever is at work may be through between two looks: then it is our turn after all.
        while (!tryEnd()) {
            Thread.onSpinWait();
        }
    }

    /** Returns whether the end has come, or whoever is at work will see to it. */
    private boolean tryEnd() {
        if (stage.compareAndSet(Stage.IDLE, Stage.AT_WORK)) {
            finish();
            return true;
        }
        if (stage.compareAndSet(Stage.AT_WORK, Stage.TO_BE_ENDED)) {
            return true;
        }
        Stage now = stage.get();
        if (now == Stage.ENDED) {
            tellOfTheEnd();
        }
        return now == Stage.ENDED || now == Stage.TO_BE_ENDED;
    }

    private void finish() {
        try {
            decoder.end(this::show);
            publish();
        } finally {
            stage.set(Stage.ENDED);
            tellOfTheEnd();
        }
    }

    private void tellOfTheEnd() {
        for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
            next.run();
        }
    }

    /** How many of the bytes seen belong to an event that has not ended. Only for a stream that is not encoded. */
    long bytesOfOpenEvent() {
        return scanner == null ? 0 : scanner.bytesSinceBoundary();
    }

    Usage usage() {
        return usage;
    }

    long untold() {
        return untold;
    }

    @Nullable
    String model() {
        return model;
    }

    Delivery delivery() {
        return delivery;
    }

    private void publish() {
        usage = meter.usage();
        // Of bytes that nobody here could read, or not yet, the size is all that is known.
        untold = isReadable ? meter.untold() : Estimated.tokens(encodedBytes);
        model = meter.model();
        delivery = meter.delivery();
    }
}
