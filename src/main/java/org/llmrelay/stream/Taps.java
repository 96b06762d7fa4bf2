package org.llmrelay.stream;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Delivery;
import org.llmrelay.call.Usage;
import org.llmrelay.sse.ElementScanner;
import org.llmrelay.sse.EventScanner;
import org.llmrelay.sse.PieceScanner;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.wire.Framing;
import org.llmrelay.wire.UsageMeter;

/**
 * All that looks at an answer as it passes: decodes a copy, finds events, meters usage. Fed by one I/O thread at a time; what it has learnt may be read
 * by any thread.
 */
final class Taps {
    private static final int MAX_EVENT_BYTES = 1 << 20;

    private final UsageMeter meter;
    private final BodyDecoder decoder;
    private final @Nullable PieceScanner scanner;
    private final Consumer<ByteBuffer> look;

    private volatile Usage usage = Usage.NONE;
    private volatile long untold;
    private volatile @Nullable String model;
    private volatile Delivery delivery = Delivery.STANDARD;

    private Taps(UsageMeter meter, BodyDecoder decoder, @Nullable PieceScanner scanner, Consumer<SseEvent> events) {
        this.meter = meter;
        this.decoder = decoder;
        this.scanner = scanner;
        Consumer<SseEvent> both = event -> {
            meter.event(event);
            events.accept(event);
        };
        this.look = scanner == null ? meter::json : plain -> scanner.feed(plain, both);
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

    /** Taps for one document. */
    static Taps ofDocument(UsageMeter meter, BodyDecoder decoder) {
        return new Taps(meter, decoder, null, event -> {});
    }

    /** Taps for the body of an error; {@code plain} is shown what comes. */
    static Taps ofError(UsageMeter meter, BodyDecoder decoder, Consumer<ByteBuffer> plain) {
        return new Taps(meter, decoder, plain);
    }

    void see(ByteBuffer encoded) {
        decoder.decode(encoded, look);
        publish();
    }

    void end() {
        decoder.end(look);
        publish();
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
        untold = meter.untold();
        model = meter.model();
        delivery = meter.delivery();
    }
}
