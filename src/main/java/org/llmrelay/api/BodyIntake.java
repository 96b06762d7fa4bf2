package org.llmrelay.api;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.llmrelay.call.Body;
import org.llmrelay.failure.CallerFault;
import org.llmrelay.failure.RelayFailure;
import org.llmrelay.wire.Rendering;

/** Takes in request bodies, within the limits of this node. Thread-safe. */
public final class BodyIntake {
    private static final int UNANNOUNCED = -1;
    private static final int UNREADABLE = -2;

    private final int limit;
    private final BodyBudget budget;
    private final BodyReading.Patience patience;

    /** {@code timer} is only used for bodies that do not come at once. */
    public BodyIntake(EntranceConfig config, InstantSource clock, ScheduledExecutorService timer) {
        this.limit = config.bodyLimit();
        this.budget = new BodyBudget(config.bodyBudget());
        this.patience = new BodyReading.Patience(config.patience(), clock, timer);
    }

    /** Who waits for a body. Called on threads that may be blocked. */
    interface Receiver {
        /** What speaks against waiting for a body that is not here yet. */
        Optional<RelayFailure> objection();

        /** The whole body. {@code release} says that nobody holds it any more. */
        void received(Body body, Runnable release);

        /** The answer for a request whose body is not wanted. */
        Rendering rendered(RelayFailure why);
    }

    /** Called by the container's thread that has the request. */
    void take(Exchange exchange, Receiver receiver) {
        long announced = announced(exchange.request());
        if (announced == UNANNOUNCED) {
            // Undertow forgives nearly anything in a chunk's size; what it takes for the next request may be what a
            // proxy in front let through as this one.
            exchange.response().setHeader("connection", "close");
        }
        if (announced == UNREADABLE) {
            refuse(exchange, receiver.rendered(new CallerFault.Malformed("The content-length header is not a number")));
        } else if (announced > limit) {
            refuse(exchange, receiver.rendered(new CallerFault.TooLarge(limit)));
        } else {
            read(exchange, receiver, new BodyBuffer(announced, limit, budget.share()));
        }
    }

    /** Answers a request whose body nobody reads, and parts with the caller. Called by the container's thread that has the request. */
    void refuse(Exchange exchange, Rendering answer) {
        if (!hasBody(exchange.request())) {
            exchange.answer(answer);
            return;
        }
        Lingering rest = new Lingering(exchange, patience.timer());
        try {
            exchange.request().getInputStream().setReadListener(rest);
        } catch (IOException | IllegalStateException e) {
            rest.onError(e);
        }
        part(exchange, answer, rest);
    }

    private void read(Exchange exchange, Receiver receiver, BodyBuffer buffer) {
        Optional<RelayFailure> obstacle;
        try {
            obstacle = takeWhatIsHere(exchange.request(), buffer);
        } catch (IOException e) {
            obstacle = Optional.of(BodyReading.UNREADABLE);
        }
        if (obstacle.isEmpty() && buffer.isWhole()) {
            receiver.received(buffer.body(), buffer::release);
            return;
        }
        obstacle = obstacle.or(receiver::objection);
        if (obstacle.isEmpty()) {
            new BodyReading(exchange, buffer, patience, new Continuation(exchange, receiver, buffer)).begin();
        } else {
            buffer.release();
            refuse(exchange, receiver.rendered(obstacle.get()));
        }
    }

    private static Optional<RelayFailure> takeWhatIsHere(HttpServletRequest request, BodyBuffer buffer)
            throws IOException {
        // Not a body without a length: Undertow would swallow its end, and never tell the listener. Not a body that
        // waits to be asked for.
        if (!buffer.isAnnounced() || request.getHeader("expect") != null) {
            return Optional.empty();
        }
        ServletInputStream in = request.getInputStream();
        Optional<RelayFailure> obstacle = Optional.empty();
        while (obstacle.isEmpty() && !buffer.isWhole() && in.available() > 0) {
            obstacle = buffer.take(in);
        }
        // Undertow sees that a request is complete when it is read once more, and only then can its caller be watched.
        return obstacle.isEmpty() && buffer.isWhole() && in.available() > 0
                ? Optional.of(BodyReading.UNREADABLE)
                : obstacle;
    }

    private static void part(Exchange exchange, Rendering answer, Lingering rest) {
        try {
            exchange.response().setHeader("connection", "close");
            exchange.write(answer);
            exchange.response().flushBuffer();
            rest.answered();
        } catch (IOException e) {
            exchange.cut();
        }
    }

    /** Whether a body follows the head of a request. */
    static boolean hasBody(HttpServletRequest request) {
        return request.getHeader("transfer-encoding") != null || announced(request) > 0;
    }

    /** Whether a body follows in a coding that is not ours: Undertow sees no body then, and takes it for the next request. */
    static boolean isOddlyFramed(HttpServletRequest request) {
        List<String> codings = Collections.list(request.getHeaders("transfer-encoding"));
        return !codings.isEmpty() && (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked"));
    }

    private static long announced(HttpServletRequest request) {
        try {
            return Math.max(request.getContentLengthLong(), UNANNOUNCED);
        } catch (NumberFormatException e) {
            return UNREADABLE;
        }
    }

    /** Brings the news of a body to threads that may be blocked. */
    private record Continuation(Exchange exchange, Receiver receiver, BodyBuffer buffer) implements BodyReading.Result {
        @Override
        public void whole() {
            exchange.start(() -> receiver.received(buffer.body(), buffer::release));
        }

        @Override
        public void failed(RelayFailure why, Lingering rest) {
            buffer.release();
            exchange.start(() -> part(exchange, receiver.rendered(why), rest));
        }
    }
}
