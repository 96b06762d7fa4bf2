package org.llmrelay.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.upstream.BodyReader;
import org.llmrelay.upstream.UpstreamExchange;

/** An upstream's answer in memory, whose body the test sends piece by piece. */
public final class FakeExchange implements UpstreamExchange {
    private final int status;
    private final Headers headers;
    private volatile @Nullable BodyReader reader;
    private long credit;
    private boolean closed;

    public FakeExchange(int status, Headers headers) {
        this.status = status;
        this.headers = headers;
    }

    /** A stream of events. */
    public static FakeExchange stream() {
        return new FakeExchange(
                200, Headers.of("content-type", "text/event-stream; charset=utf-8", "request-id", "req_up"));
    }

    /** A JSON document. */
    public static FakeExchange document(int status) {
        return new FakeExchange(status, Headers.of("content-type", "application/json"));
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Headers headers() {
        return headers;
    }

    @Override
    public void read(BodyReader reader) {
        this.reader = reader;
    }

    @Override
    public void credit(int bytes) {
        credit += bytes;
    }

    @Override
    public void close() {
        closed = true;
    }

    public void send(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    public void send(byte[] bytes) {
        if (!closed) {
            reader().bytes(ByteBuffer.wrap(bytes));
        }
    }

    public void end() {
        if (!closed) {
            reader().end();
        }
    }

    public void breakOff() {
        if (!closed) {
            reader().broke(UpstreamFault.silent(FailureKind.UPSTREAM_BROKE_OFF));
        }
    }

    /** Whether somebody reads the body. */
    public boolean isRead() {
        return reader != null;
    }

    public long credit() {
        return credit;
    }

    public boolean isClosed() {
        return closed;
    }

    private BodyReader reader() {
        BodyReader present = reader;
        if (present == null) {
            throw new IllegalStateException("nobody reads the body yet");
        }
        return present;
    }
}
