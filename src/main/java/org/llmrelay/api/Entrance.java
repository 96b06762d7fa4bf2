package org.llmrelay.api;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admission.Identity;
import org.llmrelay.admission.RefusalBook;
import org.llmrelay.admission.RefusedCall;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Operation;
import org.llmrelay.failure.GatewayFault;
import org.llmrelay.failure.RelayFailure;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.secret.Secret;
import org.llmrelay.stream.CallerSink;
import org.llmrelay.stream.Outflow;
import org.llmrelay.wire.Dialect;
import org.llmrelay.wire.Reading;
import org.llmrelay.wire.Rendering;

/** The way in for calls in one dialect: makes a {@link Call} of a request and hands it to the relay. Thread-safe. */
public final class Entrance {
    private static final Duration STORE_PAUSE = Duration.ofSeconds(1);

    private final Door door;
    private final Signpost signpost;
    private final Relay relay;
    private final Doorkeeper doorkeeper;
    private final BodyIntake bodies;
    private final Clerk clerk;

    /**
     * What an entrance is for.
     *
     * @param service what callers come for, as the rights of keys name it, such as {@code claude}
     * @param form turns a request that is addressed in another way into one of the dialect's own
     */
    public record Door(Dialect dialect, String service, UnaryOperator<Call.Request> form) {

        /** For requests as the dialect has them. */
        public Door(Dialect dialect, String service) {
            this(dialect, service, UnaryOperator.identity());
        }
    }

    /**
     * Gives calls their names and times, and notes what is refused and what breaks here.
     *
     * @param executor for what blocks for the store and has no thread of the container's
     */
    public record Clerk(
            Supplier<CallId> ids, InstantSource clock, RefusalBook refusals, EntranceEvents events, Executor executor) {

        /** One whose work is done by whoever brings it. */
        public Clerk(Supplier<CallId> ids, InstantSource clock, RefusalBook refusals, EntranceEvents events) {
            this(ids, clock, refusals, events, Runnable::run);
        }
    }

    /** Who came, by the head of a request: for calls that have no request of their own. */
    public record Visitor(Headers headers, @Nullable Secret presented) {

        public static Visitor of(HttpServletRequest request) {
            return new Visitor(RequestHeaders.of(request), Credentials.of(request));
        }
    }

    /** Says by the model that is asked for which door a call goes through; all of them have the same callers' dialect. */
    @FunctionalInterface
    public interface Signpost {
        Door behind(String model);
    }

    public Entrance(Door door, Relay relay, Doorkeeper doorkeeper, BodyIntake bodies, Clerk clerk) {
        this(door, model -> door, relay, doorkeeper, bodies, clerk);
    }

    /** @param door for what is refused before the model is known */
    public Entrance(Door door, Signpost signpost, Relay relay, Doorkeeper doorkeeper, BodyIntake bodies, Clerk clerk) {
        this.door = door;
        this.signpost = signpost;
        this.relay = relay;
        this.doorkeeper = doorkeeper;
        this.bodies = bodies;
        this.clerk = clerk;
    }

    /**
     * Takes a request that was made asynchronous by the calling thread. Returns at once or after a round trip to the store; the answer follows.
     *
     * @param path the path at the provider
     */
    public void enter(AsyncContext async, Operation operation, String path) {
        Exchange exchange = Exchange.begin(async);
        bodies.take(
                exchange,
                new Arrival(
                        exchange,
                        operation,
                        path,
                        clerk.ids().get(),
                        clerk.clock().instant()));
    }

    /** Takes a call that has no request of its own. Blocks for a round trip or two to the store; the answer goes to the sink. */
    public void enter(Operation operation, Call.Request asked, @Nullable Secret presented, CallerSink sink) {
        CallId id = clerk.ids().get();
        Request request = new Request(
                id, operation, door.form().apply(asked), clerk.clock().instant());
        Way way = way(request);
        if (way.reading() instanceof Reading.Readable readable) {
            relay.relay(request.call(way.door(), readable), presented, sink);
        } else if (way.reading() instanceof Reading.Unreadable unreadable) {
            new Outflow(sink).answer(door.dialect().render(unreadable.fault(), id), () -> {});
        }
    }

    /** The door for what a request asks for, and how it is read there. */
    private Way way(Request request) {
        Reading reading = door.dialect().read(request.operation(), request.plain());
        if (!(reading instanceof Reading.Readable readable)) {
            return new Way(door, reading);
        }
        Door where = signpost.behind(readable.facts().model());
        return where.equals(door)
                ? new Way(door, reading)
                : new Way(where, where.dialect().read(request.operation(), request.plain()));
    }

    private record Way(Door door, Reading reading) {}

    /** A request in the callers' dialect. */
    private record Request(CallId id, Operation operation, Call.Request plain, Instant arrived) {
        Call call(Door where, Reading.Readable readable) {
            return new Call(
                    id,
                    where.dialect().spoken(),
                    where.dialect().id(),
                    where.service(),
                    operation,
                    readable.request(plain),
                    readable.facts(),
                    arrived);
        }
    }

    /** Runs what blocks for the store on a thread that may be blocked. */
    public void later(Runnable work) {
        clerk.executor().execute(work);
    }

    /** Why a request's key is let nowhere; empty where it is a key that works. May block for a round trip to the store. */
    public Optional<RelayFailure> objection(HttpServletRequest request) {
        try {
            Identity identity = doorkeeper.identify(Credentials.of(request));
            return identity instanceof Identity.Unknown unknown ? Optional.of(unknown.why()) : Optional.empty();
        } catch (StoreUnavailableException e) {
            return Optional.of(new GatewayFault.StoreUnavailable(STORE_PAUSE));
        }
    }

    /** Refuses a request, whatever its body is. The request must not be asynchronous yet. */
    public void refuse(HttpServletRequest request, HttpServletResponse response, RelayFailure why) {
        Exchange exchange = Exchange.begin(request.startAsync(request, response));
        bodies.refuse(exchange, rendered(why));
    }

    /** What callers come for here. */
    public String service() {
        return door.service();
    }

    /** A failure as this entrance's dialect tells it, under a fresh id. */
    public Rendering rendered(RelayFailure why) {
        return door.dialect().render(why, clerk.ids().get());
    }

    /** A request on its way to become a call. */
    private final class Arrival implements BodyIntake.Receiver {
        private final Exchange exchange;
        private final Operation operation;
        private final String path;
        private final CallId id;
        private final Instant arrived;

        Arrival(Exchange exchange, Operation operation, String path, CallId id, Instant arrived) {
            this.exchange = exchange;
            this.operation = operation;
            this.path = path;
            this.id = id;
            this.arrived = arrived;
        }

        @Override
        public Optional<RelayFailure> objection() {
            try {
                Identity identity = doorkeeper.identify(Credentials.of(exchange.request()));
                return identity instanceof Identity.Unknown unknown ? Optional.of(noted(unknown)) : Optional.empty();
            } catch (StoreUnavailableException e) {
                return Optional.of(new GatewayFault.StoreUnavailable(STORE_PAUSE));
            }
        }

        private RelayFailure noted(Identity.Unknown unknown) {
            String agent = exchange.request().getHeader("user-agent");
            String client = agent == null ? null : Call.client(agent);
            clerk.refusals()
                    .note(unknown.key(), new RefusedCall.Attempted(arrived, id.value(), "", client), unknown.why());
            return unknown.why();
        }

        @Override
        public void received(Body body, Runnable release) {
            try {
                pass(body, release);
            } catch (RuntimeException e) {
                release.run();
                clerk.events().entranceBroke(id.value(), e);
                exchange.answer(rendered(new GatewayFault.Internal()));
            }
        }

        private void pass(Body body, Runnable release) {
            HttpServletRequest http = exchange.request();
            String query = QueryKey.cutFrom(http.getQueryString());
            Call.Request came = new Call.Request(http.getMethod(), path, query, RequestHeaders.of(http), body);
            Request request = new Request(id, operation, door.form().apply(came), arrived);
            Way way = way(request);
            if (way.reading() instanceof Reading.Readable readable) {
                CallerSink sink =
                        ServletCallerSink.of(exchange, readable.facts().streamed(), release);
                relay.relay(request.call(way.door(), readable), Credentials.of(http), sink);
            } else if (way.reading() instanceof Reading.Unreadable unreadable) {
                release.run();
                exchange.answer(rendered(unreadable.fault()));
            }
        }

        @Override
        public Rendering rendered(RelayFailure why) {
            return door.dialect().render(why, id);
        }
    }
}
