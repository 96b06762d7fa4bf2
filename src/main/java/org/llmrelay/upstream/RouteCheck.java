package org.llmrelay.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.CompletableFuture.completedFuture;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Body;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.route.Route;

/** Tells how a route does: how long its tunnel takes, and which address upstreams see. Thread-safe. */
public final class RouteCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 4096;
    private static final Pattern ADDRESS = Pattern.compile(
            "(?<![0-9.])([0-9]{1,3}\\.){3}[0-9]{1,3}(?![0-9.])|[0-9a-fA-F]{0,4}(:[0-9a-fA-F]{0,4}){2,7}");

    private final RouteTrial trial;
    private final Upstream upstream;
    private final @Nullable URI echo;

    /** @param echo answers a GET with the address that it came from, among other words or alone; or null */
    public RouteCheck(RouteTrial trial, Upstream upstream, @Nullable URI echo) {
        this.trial = trial;
        this.upstream = upstream;
        this.echo = echo;
    }

    /**
     * What was found.
     *
     * @param addressSeen where the echo says that we come from; null when there is no echo, or it said nothing of the kind
     */
    public record Finding(RouteTrial.Outcome way, @Nullable String addressSeen) {}

    /** The address of the echo, which can serve as a target where nothing better is known. */
    public Optional<URI> echo() {
        return Optional.ofNullable(echo);
    }

    /** Opens a connection to a target and, when that works, asks the echo. Completes normally within half a minute. */
    public CompletableFuture<Finding> of(Route route, URI target) {
        return trial.tryOut(route, target, PATIENCE)
                .thenCompose(way -> addressSeen(route, way).thenApply(seen -> new Finding(way, seen.orElse(null))));
    }

    private CompletableFuture<Optional<String>> addressSeen(Route route, RouteTrial.Outcome way) {
        if (echo == null || way.fault() != null) {
            return completedFuture(Optional.empty());
        }
        UpstreamRequest request = new UpstreamRequest(
                "GET",
                echo,
                Headers.of("accept", "text/plain, application/json, */*"),
                Body.EMPTY,
                route,
                new Timeouts(PATIENCE, PATIENCE));
        return upstream.open(request).thenCompose(RouteCheck::read);
    }

    private static CompletableFuture<Optional<String>> read(Answer answer) {
        if (!(answer instanceof Answer.Answered answered)) {
            return completedFuture(Optional.empty());
        }
        UpstreamExchange exchange = answered.exchange();
        if (exchange.status() != 200) {
            exchange.close();
            return completedFuture(Optional.empty());
        }
        Listening listening = new Listening(exchange);
        exchange.read(listening);
        return listening
                .said
                .completeOnTimeout("", PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((said, failure) -> exchange.close())
                .thenApply(RouteCheck::addressIn);
    }

    private static Optional<String> addressIn(String said) {
        return ADDRESS.matcher(said).results().map(MatchResult::group).findFirst();
    }

    /** Takes in the little that an echo says. Confined to one call at a time. */
    private static final class Listening implements BodyReader {
        private final UpstreamExchange exchange;
        private final StringBuilder heard = new StringBuilder();
        private final CompletableFuture<String> said = new CompletableFuture<>();

        Listening(UpstreamExchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public void bytes(ByteBuffer chunk) {
            int size = chunk.remaining();
            heard.append(ISO_8859_1.decode(chunk));
            if (heard.length() > MOST_BYTES) {
                said.complete(heard.substring(0, MOST_BYTES));
            } else {
                exchange.credit(size);
            }
        }

        @Override
        public void end() {
            said.complete(heard.toString());
        }

        @Override
        public void broke(UpstreamFault fault) {
            said.complete("");
        }
    }
}
