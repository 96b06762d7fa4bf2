package org.llmrelay.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.llmrelay.call.Body;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.wire.Framing;
import org.llmrelay.wire.anthropic.AnthropicDialect;

/** Errors whose meaning stands in their bodies. Here {@code spent} means a fault of the account's. */
class ErrorAnswersTest {
    private long now = 1_000_000;
    private final FakeSink sink = new FakeSink();
    private final List<String> notes = new ArrayList<>();

    @Test
    void isWithheldWhenItsBodyTellsAFault() {
        FakeExchange exchange = FakeExchange.document(400);
        start(exchange);

        exchange.send("{\"error\":\"sp");
        exchange.send("ent\"}");
        exchange.end();

        assertThat(notes).containsExactly("withheld upstream-forbidden");
        assertThat(sink.text()).isEmpty();
        assertThat(exchange.isClosed()).isTrue();
    }

    @Test
    void isPassedOnByteForByteWhenItsBodyTellsNone() {
        FakeExchange exchange = FakeExchange.document(400);
        start(exchange);

        exchange.send("{\"error\":");
        assertThat(sink.text()).isEmpty();
        exchange.send("\"yours\"}");
        exchange.end();

        assertThat(sink.text()).isEqualTo("{\"error\":\"yours\"}");
        assertThat(notes).containsExactly("committed 400", "ended ok");
    }

    @Test
    void isPassedOnWhenItHasNoBody() {
        FakeExchange exchange = FakeExchange.document(400);
        start(exchange);

        exchange.end();

        assertThat(notes).containsExactly("committed 400", "ended ok");
    }

    @Test
    void isReadThroughItsContentCoding() throws IOException {
        FakeExchange exchange =
                new FakeExchange(400, Headers.of("content-type", "application/json", "content-encoding", "gzip"));
        start(exchange);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("spent".getBytes(StandardCharsets.UTF_8));
        }

        exchange.send(packed.toByteArray());
        exchange.end();

        assertThat(notes).containsExactly("withheld upstream-forbidden");
    }

    @Test
    void isJudgedByItsBeginningWhenItIsLong() {
        FakeExchange exchange = FakeExchange.document(400);
        start(exchange);

        exchange.send("spent" + "x".repeat(40_000));

        assertThat(notes).containsExactly("withheld upstream-forbidden");
    }

    @Test
    void isJudgedByWhatCameWhenItBreaksOff() {
        FakeExchange exchange = FakeExchange.document(400);
        start(exchange);

        exchange.send("spent");
        exchange.breakOff();

        assertThat(notes).containsExactly("withheld upstream-forbidden");
    }

    @Test
    void isNotWaitedForLong() {
        FakeExchange exchange = FakeExchange.document(429);
        Pump pump = start(exchange);

        now += 4_999;
        pump.tick();
        assertThat(notes).isEmpty();
        now += 1;
        pump.tick();

        assertThat(notes).containsExactly("withheld upstream-rate-limited");
        assertThat(exchange.isClosed()).isTrue();
    }

    private Pump start(FakeExchange exchange) {
        Course course = new Course(
                new CallId("c1"),
                new AnthropicDialect(),
                exchange.status(),
                exchange.headers(),
                Framing.NONE,
                true,
                event -> Optional.empty(),
                error -> faultIn(exchange.status(), error),
                new Course.Timing(15_000, 300_000));
        Pump pump = new Pump(exchange, new Outflow(sink), course, new Notes(), () -> Instant.ofEpochMilli(now));
        pump.start();
        return pump;
    }

    private static Optional<UpstreamFault> faultIn(int status, Body error) {
        if (new String(error.array(), StandardCharsets.UTF_8).contains("spent")) {
            return Optional.of(
                    new UpstreamFault(FailureKind.UPSTREAM_FORBIDDEN, UpstreamFault.Reach.ACCOUNT, status, null));
        }
        return status == 429
                ? Optional.of(
                        new UpstreamFault(FailureKind.UPSTREAM_RATE_LIMITED, UpstreamFault.Reach.MODEL, status, null))
                : Optional.empty();
    }

    private final class Notes implements Passage {
        @Override
        public void committed(int status) {
            notes.add("committed " + status);
        }

        @Override
        public void withheld(UpstreamFault fault) {
            notes.add("withheld " + fault.code());
        }

        @Override
        public void ended(@Nullable UpstreamFault fault, int status) {
            notes.add("ended " + (fault == null ? "ok" : fault.code()));
        }

        @Override
        public void abandoned() {
            notes.add("abandoned");
        }
    }
}
