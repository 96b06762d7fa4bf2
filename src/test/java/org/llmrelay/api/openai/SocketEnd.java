package org.llmrelay.api.openai;

import jakarta.websocket.CloseReason;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The other end of a socket, in memory: what it says is heard at once, what it is sent waits until it takes it. */
final class SocketEnd {
    /** What was sent, in order. */
    final List<String> frames = new ArrayList<>();

    private final Deque<SendHandler> sending = new ArrayDeque<>();
    private final Session session = fake(Session.class, this::ofSession);
    private final RemoteEndpoint.Async remote = fake(RemoteEndpoint.Async.class, this::ofRemote);
    private final Object sent = CompletableFuture.completedFuture(null);
    private MessageHandler.@Nullable Whole<String> hearing;
    private boolean slow;
    private @Nullable CloseReason closed;

    private interface Answers {
        @Nullable
        Object to(String method, Object[] arguments);
    }

    private static <T> T fake(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) ->
                        answers.to(method.getName(), arguments == null ? new Object[0] : arguments)));
    }

    @SuppressWarnings("unchecked")
    private @Nullable Object ofSession(String method, Object[] arguments) {
        switch (method) {
            case "addMessageHandler" -> hearing = (MessageHandler.Whole<String>) arguments[1];
            case "close" -> closed = (CloseReason) arguments[0];
            case "setMaxTextMessageBufferSize", "setMaxIdleTimeout" -> {}
            case "getAsyncRemote" -> {
                return remote;
            }
            default -> throw new UnsupportedOperationException(method);
        }
        return null;
    }

    private @Nullable Object ofRemote(String method, Object[] arguments) {
        if (!method.equals("sendText")) {
            throw new UnsupportedOperationException(method);
        }
        frames.add((String) arguments[0]);
        if (arguments.length == 1) {
            return sent;
        }
        SendHandler handler = (SendHandler) arguments[1];
        if (slow) {
            sending.add(handler);
        } else {
            handler.onResult(new SendResult());
        }
        return null;
    }

    /** What the server has of this connection. */
    Session session() {
        return session;
    }

    void say(String frame) {
        Objects.requireNonNull(hearing, "nobody listens").onMessage(frame);
    }

    /** From now on frames wait for {@link #takeOne}. */
    void takeNothing() {
        slow = true;
    }

    void takeOne() {
        sending.remove().onResult(new SendResult());
    }

    boolean isClosed() {
        return closed != null;
    }
}
