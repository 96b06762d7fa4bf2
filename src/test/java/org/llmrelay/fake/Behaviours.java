package org.llmrelay.fake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/** Where behaviours begin. What they return can be changed further: see {@link Answer}. */
public final class Behaviours {
    private Behaviours() {}

    /** A provider on a good day: messages (streamed or not, as asked), {@code count_tokens}, the list of models. */
    public static Answer normal() {
        return Answer.of(Provider::answer);
    }

    /** This message, streamed or not, as the request asks. */
    public static Answer message(MessageScript script) {
        return Answer.of(exchange -> Provider.message(script, exchange.request()));
    }

    /** This message as a stream, whatever the request asks. */
    public static Answer stream(MessageScript script) {
        return Answer.of(exchange -> Provider.stream(script, exchange.request()));
    }

    /** This message in one piece, whatever the request asks. */
    public static Answer json(MessageScript script) {
        return Answer.of(exchange -> Provider.json(script, exchange.request()));
    }

    /** A stream of these bytes, event by event. */
    public static Answer events(List<byte[]> events) {
        List<byte[]> copy = List.copyOf(events);
        return Answer.of(exchange -> Content.events(copy));
    }

    /** A stream of at least {@code count} events: each delta is one word. */
    public static Answer ticking(int count, Duration interval) {
        // Twelve characters make a delta.
        return stream(MessageScript.saying("tick number\n".repeat(count))).every(interval);
    }

    /** A 200 stream without a single byte. */
    public static Answer emptyStream() {
        return events(List.of());
    }

    /** A 200 stream that begins with an error, such as {@code overloaded_error}, and ends with it. */
    public static Answer errorEvent(String type) {
        return events(List.of(Errors.event(type)));
    }

    /** The provider's error of this status, without any hint when to come again. */
    public static Answer status(int status) {
        return Answer.of(exchange -> Errors.body(status, exchange.requestId()));
    }

    /** An error in the provider's form with words of its own. */
    public static Answer status(int status, String type, String message) {
        return Answer.of(exchange -> Errors.body(status, type, message, exchange.requestId()));
    }

    /** Any body as it is. */
    public static Answer body(int status, String contentType, byte[] body) {
        return Answer.of(exchange -> Content.of(status, contentType, body));
    }

    /** A valid message of exactly so many bytes, streamed or not, as asked. Never held in memory. */
    public static Answer sized(long bytes) {
        return Answer.of(exchange -> exchange.request().isStreamed()
                ? Filler.stream(bytes, exchange.request())
                : Filler.json(bytes, exchange.request()));
    }

    /**
     * {@link MessageScript#full} by {@code claude-sonnet-4-5}, really compressed with Brotli, streamed or not, as asked. The recordings were made with
     * the {@code zlib} module of Node 20, the stream flushed after each event.
     */
    public static Answer brotliRecording() {
        byte[] stream = resource("full-message.sse.br");
        byte[] json = resource("full-message.json.br");
        return Answer.of(exchange -> exchange.request().isStreamed()
                        ? Content.events(List.of(stream))
                        : Content.of(200, "application/json", json))
                .header("content-encoding", "br");
    }

    /** These characters, one byte each, instead of an HTTP answer; then the connection is closed. */
    public static Behaviour raw(String bytes) {
        return (exchange, wire) -> {
            wire.text(bytes);
            wire.cut();
        };
    }

    /** An orderly close instead of an answer. */
    public static Answer closeWithoutAnswer() {
        return normal().cutAfterHeadBytes(0);
    }

    /** A reset instead of an answer. */
    public static Answer resetWithoutAnswer() {
        return normal().resetBeforeHead();
    }

    private static byte[] resource(String name) {
        try (InputStream in = Behaviours.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name + " beside " + Behaviours.class);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
