package org.llmrelay.api.openai;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.llmrelay.api.Entrance;
import org.llmrelay.call.Call;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Operation;

/**
 * One caller's socket for Responses: each frame that asks for a response becomes one call through the house, whose events go back as frames. One response is
 * under way at a time, and one more may wait for its end. Thread-safe.
 */
final class ResponsesSocket extends Endpoint {
    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(60);
    private static final String BETA = "openai-beta";

    private final Entrance entrance;
    private final Entrance.Visitor visitor;
    private final Conversation conversation = new Conversation();
    private final AtomicReference<@Nullable FrameSink> underWay = new AtomicReference<>();
    private final AtomicReference<@Nullable CreateFrame> waiting = new AtomicReference<>();

    ResponsesSocket(Entrance entrance, Entrance.Visitor visitor) {
        this.entrance = entrance;
        this.visitor = visitor;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.setMaxTextMessageBufferSize(MOST_BYTES);
        session.setMaxIdleTimeout(LONGEST_SILENCE.toMillis());
        session.addMessageHandler(String.class, frame -> take(frame, session));
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        gone();
    }

    @Override
    public void onError(Session session, Throwable fault) {
        gone();
    }

    private void gone() {
        FrameSink sink = underWay.get();
        if (sink != null) {
            sink.gone();
        }
    }

    /** Called by a worker of the server's, which may block for the store. */
    private void take(String frame, Session session) {
        CreateFrame create = CreateFrame.read(frame);
        String objection = create.objection();
        if (objection == null && !waiting.compareAndSet(null, create)) {
            objection = "Another response is under way on this connection, and one more waits: wait for their end";
        }
        if (objection == null) {
            begin(session);
        } else {
            Future<Void> unused = session.getAsyncRemote().sendText(ErrorFrame.malformed(objection));
        }
    }

    /** Begins what waits, unless something is under way: then its end begins it. */
    private void begin(Session session) {
        FrameSink sink = new FrameSink(session, conversation, over -> ended(over, session));
        if (!underWay.compareAndSet(null, sink)) {
            return;
        }
        CreateFrame create = waiting.getAndSet(null);
        if (create == null) {
            underWay.set(null);
            return;
        }
        entrance.enter(Operation.GENERATE, request(create), visitor.presented(), sink);
    }

    private void ended(FrameSink over, Session session) {
        underWay.compareAndSet(over, null);
        if (waiting.get() != null) {
            entrance.later(() -> begin(session));
        }
    }

    private Call.Request request(CreateFrame create) {
        Headers headers = visitor.headers()
                .without(field -> field.isNamed(BETA) && field.value().startsWith("responses_websockets"))
                .with("content-type", "application/json")
                .with("accept", "text/event-stream");
        return new Call.Request("POST", "/v1/responses", null, headers, conversation.continued(create));
    }
}
