package org.llmrelay.upstream.hc5;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.llmrelay.call.Body;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.route.Route;
import org.llmrelay.route.Targets;
import org.llmrelay.upstream.Answer;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.Upstream;
import org.llmrelay.upstream.UpstreamExchange;
import org.llmrelay.upstream.UpstreamRequest;

/** Requests for tests, and the wait for their answers. */
final class Opening {
    static final Timeouts PATIENT = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(20));

    static final Targets LOOPBACK = Targets.allowing("127.0.0.0/8,::1").orElseThrow();

    private Opening() {}

    static UpstreamRequest post(URI uri, String body) {
        return request("POST", uri, Headers.NONE, body);
    }

    static UpstreamRequest request(String method, URI uri, Headers headers, String body) {
        return new UpstreamRequest(
                method, uri, headers, Body.wrap(body.getBytes(UTF_8)), Route.direct("account"), PATIENT);
    }

    static UpstreamRequest with(UpstreamRequest request, Timeouts timeouts) {
        return new UpstreamRequest(
                request.method(), request.uri(), request.headers(), request.body(), request.route(), timeouts);
    }

    static UpstreamRequest by(UpstreamRequest request, String owner) {
        return by(request, Route.direct(owner));
    }

    static UpstreamRequest by(UpstreamRequest request, Route route) {
        return new UpstreamRequest(
                request.method(), request.uri(), request.headers(), request.body(), route, request.timeouts());
    }

    static UpstreamExchange answered(Upstream upstream, UpstreamRequest request) throws Exception {
        Answer answer = answer(upstream, request);
        assertThat(answer).isInstanceOf(Answer.Answered.class);
        return ((Answer.Answered) answer).exchange();
    }

    static UpstreamFault unanswered(Upstream upstream, UpstreamRequest request) throws Exception {
        Answer answer = answer(upstream, request);
        assertThat(answer).isInstanceOf(Answer.Unanswered.class);
        return ((Answer.Unanswered) answer).fault();
    }

    static Answer answer(Upstream upstream, UpstreamRequest request) throws Exception {
        return upstream.open(request).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /** One whole exchange; the body as text. */
    static String exchanged(Upstream upstream, UpstreamRequest request) throws Exception {
        try (UpstreamExchange exchange = answered(upstream, request)) {
            return new String(Reading.of(exchange).whole(), UTF_8);
        }
    }
}
