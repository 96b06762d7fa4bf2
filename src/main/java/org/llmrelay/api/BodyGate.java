package org.llmrelay.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.llmrelay.call.Body;
import org.llmrelay.failure.RelayFailure;
import org.llmrelay.wire.Rendering;

/**
 * Lets a request pass when its body is here. JAX-RS reads bodies with a thread, and the container reads to its end what JAX-RS left, so a sender who
 * takes his time would hold a thread all the while. Thread-safe.
 */
public final class BodyGate implements Gate {
    /** The request's attribute that holds its {@link Body}, where it had one. */
    public static final String BODY = BodyGate.class.getName();

    private final BodyIntake bodies;
    private final Function<RelayFailure, Rendering> refusals;
    private final ScheduledExecutorService timer;

    /** {@code timer} is only used for bodies that do not come at once. */
    public BodyGate(BodyIntake bodies, Function<RelayFailure, Rendering> refusals, ScheduledExecutorService timer) {
        this.bodies = bodies;
        this.refusals = refusals;
        this.timer = timer;
    }

    @Override
    public boolean passes(HttpServletRequest request, HttpServletResponse response) {
        if (!BodyIntake.hasBody(request) || request.getAttribute(BODY) != null) {
            return true;
        }
        Exchange exchange = Exchange.begin(request.startAsync(request, response));
        bodies.take(exchange, new Arrival(exchange));
        return false;
    }

    /** A request whose body is on its way; once it is here the container brings the request again. */
    private final class Arrival implements BodyIntake.Receiver {
        private final Exchange exchange;
        private final Thread container = Thread.currentThread();

        Arrival(Exchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public Optional<RelayFailure> objection() {
            return Optional.empty();
        }

        @Override
        public void received(Body body, Runnable release) {
            exchange.request().setAttribute(BODY, body);
            release.run();
            if (Thread.currentThread() == container) {
                exchange.giveBack();
            } else {
                exchange.giveBackSoon(timer);
            }
        }

        @Override
        public Rendering rendered(RelayFailure why) {
            return refusals.apply(why);
        }
    }
}
