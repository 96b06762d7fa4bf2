package org.llmrelay.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.llmrelay.call.Headers;
import org.llmrelay.stream.CallerSink;

/** The smallest way of using a sink as its port asks. Thread-safe. */
final class Out implements CallerSink.Listener {
    private final CallerSink sink;
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private final ReentrantLock writer = new ReentrantLock();
    private final CountDownLatch gone = new CountDownLatch(1);
    private boolean ending;

    Out(CallerSink sink) {
        this.sink = sink;
        sink.listen(this);
    }

    static void json(CallerSink sink, int status, byte[] body) {
        Out out = new Out(sink);
        sink.head(
                status,
                Headers.of("content-type", "application/json", "content-length", Integer.toString(body.length)));
        out.write(body);
        out.end();
    }

    static Out stream(CallerSink sink) {
        Out out = new Out(sink);
        sink.head(200, Headers.of("content-type", "text/event-stream"));
        return out;
    }

    void write(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] bytes) {
        writer.lock();
        try {
            waiting.add(bytes);
            drain();
        } finally {
            writer.unlock();
        }
    }

    void end() {
        writer.lock();
        try {
            ending = true;
            drain();
        } finally {
            writer.unlock();
        }
    }

    void abort() {
        writer.lock();
        try {
            sink.abort();
        } finally {
            writer.unlock();
        }
    }

    /** How many pieces the caller has not taken. */
    int waiting() {
        writer.lock();
        try {
            return waiting.size();
        } finally {
            writer.unlock();
        }
    }

    CountDownLatch goneLatch() {
        return gone;
    }

    @Override
    public void writable() {
        writer.lock();
        try {
            drain();
        } finally {
            writer.unlock();
        }
    }

    @Override
    public void gone() {
        gone.countDown();
        writer.lock();
        try {
            sink.abort();
        } finally {
            writer.unlock();
        }
    }

    private void drain() {
        boolean written = false;
        while (!waiting.isEmpty() && sink.isReady()) {
            sink.write(ByteBuffer.wrap(waiting.remove()));
            written = true;
        }
        if (written && sink.isReady()) {
            sink.flush();
        }
        if (ending && waiting.isEmpty()) {
            sink.end();
        }
    }
}
