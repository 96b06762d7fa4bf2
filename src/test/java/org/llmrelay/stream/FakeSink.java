package org.llmrelay.stream;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Headers;

/** A caller in memory, who takes as many bytes as the test allows. */
public final class FakeSink implements CallerSink {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private int status;
    private Headers headers = Headers.NONE;
    private long room = Long.MAX_VALUE;
    private @Nullable Listener listener;
    private String fate = "open";
    private int flushes;

    @Override
    public void head(int status, Headers headers) {
        if (this.status != 0) {
            throw new IllegalStateException("a second head");
        }
        this.status = status;
        this.headers = headers;
    }

    @Override
    public boolean isReady() {
        return room > 0;
    }

    @Override
    public void write(ByteBuffer bytes) {
        if (!isReady() || status == 0 || !isOpen()) {
            throw new IllegalStateException("write while not ready, before the head or after the end");
        }
        room -= bytes.remaining();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        taken.writeBytes(copy);
    }

    @Override
    public void flush() {
        flushes++;
    }

    @Override
    public void end() {
        fate = isOpen() ? "ended" : fate;
    }

    @Override
    public void abort() {
        fate = isOpen() ? "aborted" : fate;
    }

    @Override
    public void listen(Listener listener) {
        this.listener = listener;
    }

    /** The caller takes nothing until {@link #takeMore}. */
    public void takeNothing() {
        room = 0;
    }

    /** The caller takes this many bytes more, or a few above it: a write is never split. */
    public void takeMore(long bytes) {
        room = bytes;
        Listener told = listener;
        if (told != null) {
            told.writable();
        }
    }

    /** The caller leaves. */
    public void leave() {
        Listener told = listener;
        if (told != null) {
            told.gone();
        }
    }

    public int status() {
        return status;
    }

    public Headers headers() {
        return headers;
    }

    public String text() {
        return taken.toString(StandardCharsets.UTF_8);
    }

    public byte[] bytes() {
        return taken.toByteArray();
    }

    public int flushes() {
        return flushes;
    }

    /** {@code open}, {@code ended} or {@code aborted}. */
    public String fate() {
        return fate;
    }

    private boolean isOpen() {
        return fate.equals("open");
    }
}
