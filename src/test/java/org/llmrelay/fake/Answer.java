package org.llmrelay.fake;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * An answer and how it is delivered. Each method gives a changed copy, so faults can be combined. Immutable.
 *
 * <p>Events are counted in the body's natural parts: the events of a stream; a JSON body is one. Bytes of the body are counted as sent, with their
 * content coding and without chunk framing. Only one order matters: what changes the events comes before {@code gzip} and {@code brotli}.
 *
 * @param content what is answered to an exchange
 */
public record Answer(Function<Exchange, Content> content, Intake intake, Delivery delivery) implements Behaviour {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    static Answer of(Function<Exchange, Content> content) {
        return new Answer(
                exchange -> ProviderHeaders.on(content.apply(exchange), exchange), Intake.whole(), Delivery.plain());
    }

    @Override
    public void play(Exchange exchange, Wire wire) throws IOException {
        delivery.deliver(content.apply(exchange), exchange, wire);
    }

    // --- head

    public Answer header(String name, String value) {
        return changed(content -> content.with(name, value));
    }

    public Answer withoutHeader(String name) {
        return changed(content -> content.without(name));
    }

    public Answer contentType(String type) {
        return changed(content -> content.without("content-type").with("content-type", type));
    }

    /** Keeps body and headers, with another status. */
    public Answer withStatus(int status) {
        return changed(content -> content.withStatus(status));
    }

    public Answer retryAfter(long seconds) {
        return header("retry-after", Long.toString(seconds));
    }

    /** The hint as an HTTP date. */
    public Answer retryAfter(Instant date) {
        return header("retry-after", HTTP_DATE.format(date));
    }

    /**
     * Says that a limit is used up until {@code reset}.
     *
     * @param limit such as {@code requests}, {@code tokens}, {@code input-tokens}
     */
    public Answer rateLimitReset(String limit, Instant reset) {
        String prefix = "anthropic-ratelimit-" + limit;
        return header(prefix + "-remaining", "0").header(prefix + "-reset", reset.toString());
    }

    /** One more header line of so many bytes. */
    public Answer hugeHeader(int bytes) {
        return header("x-huge", "h".repeat(bytes));
    }

    /** An informational answer, such as 103, goes first. */
    public Answer informational(int status) {
        return delivered(
                delivery.after("HTTP/1.1 " + status + " Early Hints\r\nlink: </style.css>; rel=preload\r\n\r\n"));
    }

    // --- body

    public Answer gzip() {
        return encoded("gzip", Encodings::gzip);
    }

    /** Valid Brotli, though only in stored blocks. */
    public Answer brotli() {
        return encoded("br", Encodings::brotli);
    }

    /** The body ends properly after so many events, whatever they are. */
    public Answer endAfterEvents(int count) {
        return changed(content -> content.withSegments(content.first(count)));
    }

    /** After so many events comes an {@code error} event, and the body ends properly. */
    public Answer errorAfterEvents(int count, String type) {
        return changed(content -> {
            List<byte[]> events = new ArrayList<>(content.first(count));
            events.add(Errors.event(type));
            return content.withSegments(events);
        });
    }

    // --- pieces: one chunk and one flush each

    public Answer oneByteAtATime() {
        return piecesOf(1);
    }

    public Answer piecesOf(int bytes) {
        return delivered(delivery.in(Chunking.every(bytes)));
    }

    /** Borders at these rising offsets and nowhere else. */
    public Answer piecesAt(int... offsets) {
        return delivered(delivery.in(Chunking.at(offsets)));
    }

    /** Time between two pieces. */
    public Answer every(Duration interval) {
        return delivered(delivery.every(interval));
    }

    /** No length and no chunks: the body ends when the connection does. */
    public Answer endingWithTheConnection() {
        return delivered(delivery.framedByClose());
    }

    // --- stalls: silence until the hold is released

    public Answer stallBeforeHead(Hold hold) {
        return stopping(Stop.Place.HEAD_BYTES, 0, Stop.hold(hold));
    }

    /** The head is out, the first byte of the body is not. */
    public Answer stallAfterHead(Hold hold) {
        return stallAfterBytes(0, hold);
    }

    public Answer stallAfterEvents(int count, Hold hold) {
        return stopping(Stop.Place.EVENTS, count, Stop.hold(hold));
    }

    public Answer stallAfterBytes(long count, Hold hold) {
        return stopping(Stop.Place.BODY_BYTES, count, Stop.hold(hold));
    }

    // --- cuts (an orderly close at a bad moment) and resets

    public Answer cutAfterHeadBytes(int count) {
        return stopping(Stop.Place.HEAD_BYTES, count, (exchange, wire) -> wire.cut());
    }

    public Answer cutAfterEvents(int count) {
        return stopping(Stop.Place.EVENTS, count, (exchange, wire) -> wire.cut());
    }

    /** In the middle of an event, and of its chunk, when the byte is there. */
    public Answer cutAfterBytes(long count) {
        return stopping(Stop.Place.BODY_BYTES, count, (exchange, wire) -> wire.cut());
    }

    public Answer resetBeforeHead() {
        return stopping(Stop.Place.HEAD_BYTES, 0, (exchange, wire) -> wire.reset());
    }

    public Answer resetAfterHead() {
        return resetAfterBytes(0);
    }

    public Answer resetAfterEvents(int count) {
        return stopping(Stop.Place.EVENTS, count, (exchange, wire) -> wire.reset());
    }

    public Answer resetAfterBytes(long count) {
        return stopping(Stop.Place.BODY_BYTES, count, (exchange, wire) -> wire.reset());
    }

    // --- the request's body

    /** Takes at most so many bytes, then pauses, again and again. */
    public Answer readingSlowly(int bytes, Duration pause) {
        return reading(Intake.slow(bytes, pause));
    }

    /** Takes nothing of the body before the release; meanwhile a caller that goes away is not noticed. */
    public Answer readingAfter(Hold hold) {
        return reading(Intake.after(hold));
    }

    /** Answers as soon as the head is there and closes; a caller that goes away is noticed only by writing. */
    public Answer withoutReading() {
        return reading(Intake.none());
    }

    private Answer encoded(String coding, Function<Iterable<byte[]>, List<byte[]>> encoder) {
        return changed(content -> content.withSegments(encoder.apply(content.segments()))
                .with("content-encoding", coding)
                .with("vary", "Accept-Encoding"));
    }

    private Answer changed(UnaryOperator<Content> change) {
        return new Answer(content.andThen(change), intake, delivery);
    }

    private Answer delivered(Delivery other) {
        return new Answer(content, intake, other);
    }

    private Answer stopping(Stop.Place place, long count, Stop.Deed deed) {
        return delivered(delivery.with(new Stop(place, count, deed)));
    }

    private Answer reading(Intake other) {
        return new Answer(content, other, delivery);
    }
}
