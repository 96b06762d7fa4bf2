package org.llmrelay.api.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.completedFuture;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.route.Route;
import org.llmrelay.upstream.Answer;
import org.llmrelay.upstream.BodyReader;
import org.llmrelay.upstream.RouteTrial;
import org.llmrelay.upstream.Upstream;
import org.llmrelay.upstream.UpstreamExchange;
import org.llmrelay.upstream.UpstreamRequest;

/** Routes that do as they are told, and an echo at their end. Confined to one test. */
final class FakeRoutes implements RouteTrial, Upstream {
    static final URI ECHO = URI.create("https://echo.example/ip");

    final List<Route> tried = new ArrayList<>();
    final List<URI> targets = new ArrayList<>();

    @Nullable
    UpstreamFault fault;

    String said = "{\"ip\": \"198.51.100.7\"}";

    @Override
    public CompletableFuture<Outcome> tryOut(Route route, URI target, Duration limit) {
        tried.add(route);
        targets.add(target);
        return completedFuture(
                new Outcome(Duration.ofMillis(12), fault, fault == null ? "" : "SOCKS login was refused"));
    }

    @Override
    public CompletableFuture<Answer> open(UpstreamRequest request) {
        tried.add(request.route());
        targets.add(request.uri());
        return completedFuture(new Answer.Answered(new Said(said)));
    }

    private record Said(String text) implements UpstreamExchange {
        @Override
        public int status() {
            return 200;
        }

        @Override
        public Headers headers() {
            return Headers.NONE;
        }

        @Override
        public void read(BodyReader reader) {
            reader.bytes(ByteBuffer.wrap(text.getBytes(UTF_8)));
            reader.end();
        }

        @Override
        public void credit(int bytes) {}

        @Override
        public void close() {}
    }
}
