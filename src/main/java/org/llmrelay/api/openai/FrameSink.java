package org.llmrelay.api.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Headers;
import org.llmrelay.sse.EventScanner;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.stream.CallerSink;

/**
 * The way out of one response through a socket: each event becomes a frame, an answer that is no stream becomes an error frame. There is room again when all
 * frames are sent, so no more of them wait than one write has brought. As thread-safe as the port asks.
 */
final class FrameSink implements CallerSink {
    private static final int MOST_EVENT_BYTES = 16 << 20;
    private static final int MOST_ERROR_BYTES = 64 * 1024;

    private final Session session;
    private final Conversation conversation;
    private final Consumer<FrameSink> over;
    private final EventScanner scanner = new EventScanner(MOST_EVENT_BYTES);
    private final ByteArrayOutputStream document = new ByteArrayOutputStream();
    private final Queue<String> frames = new ConcurrentLinkedQueue<>();
    private final AtomicInteger news = new AtomicInteger();
    private final AtomicBoolean sending = new AtomicBoolean();
    private final AtomicBoolean gone = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();

    private volatile @Nullable Listener listener;
    private volatile boolean last;
    private int status;
    private Headers headers = Headers.NONE;

    /** {@code over} is told when nothing more will be sent. */
    FrameSink(Session session, Conversation conversation, Consumer<FrameSink> over) {
        this.session = session;
        this.conversation = conversation;
        this.over = over;
    }

    @Override
    public void listen(Listener told) {
        listener = told;
        if (gone.get()) {
            told.gone();
        }
    }

    @Override
    public void head(int code, Headers fields) {
        status = code;
        headers = fields;
    }

    @Override
    public boolean isReady() {
        return gone.get() || (frames.isEmpty() && !sending.get());
    }

    @Override
    public void write(ByteBuffer bytes) {
        if (isStream()) {
            scanner.feed(bytes, this::event);
            send();
            return;
        }
        byte[] part = new byte[Math.min(bytes.remaining(), MOST_ERROR_BYTES - document.size())];
        bytes.get(part);
        bytes.position(bytes.limit());
        document.writeBytes(part);
    }

    private boolean isStream() {
        return status == 200 && headers.first("content-type").orElse("").startsWith("text/event-stream");
    }

    private void event(SseEvent event) {
        if (!event.data().hasRemaining()) {
            // Too long to hold: what follows would make no sense without it.
            abort();
            return;
        }
        String data = UTF_8.decode(event.data().duplicate()).toString();
        if (event.name().equals("response.completed") || event.name().equals("response.incomplete")) {
            conversation.completed(data);
        }
        frames.add(data);
    }

    @Override
    public void flush() {
        send();
    }

    @Override
    public void end() {
        if (!isStream()) {
            frames.add(ErrorFrame.of(status, headers, document.toByteArray()));
        }
        last = true;
        send();
    }

    @Override
    public void abort() {
        if (ended.compareAndSet(false, true)) {
            over.accept(this);
            close();
        }
    }

    private void close() {
        try {
            session.close(new CloseReason(CloseCodes.UNEXPECTED_CONDITION, "The response broke off"));
        } catch (IOException e) {
            gone();
        }
    }

    /** The caller has left. */
    void gone() {
        if (!gone.compareAndSet(false, true)) {
            return;
        }
        frames.clear();
        Listener told = listener;
        if (told != null) {
            told.gone();
        }
    }

    /** Sends one frame after the other: one loop runs at a time, on whichever thread brought the news. */
    private void send() {
        if (news.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            sendNext();
            seen = news.addAndGet(-seen);
        } while (seen != 0);
    }

    private void sendNext() {
        if (sending.get() || gone.get()) {
            return;
        }
        String frame = frames.peek();
        if (frame == null) {
            settle();
            return;
        }
        sending.set(true);
        frames.remove();
        session.getAsyncRemote().sendText(frame, result -> {
            sending.set(false);
            if (result.isOK()) {
                send();
            } else {
                gone();
            }
        });
    }

    private void settle() {
        if (last) {
            if (ended.compareAndSet(false, true)) {
                over.accept(this);
            }
            return;
        }
        Listener told = listener;
        if (told != null) {
            told.writable();
        }
    }
}
