package org.llmrelay.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.wire.anthropic.AnthropicDialect;

class PumpTest {
    private static final String START =
            "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"model\":\"claude-x\","
                    + "\"usage\":{\"input_tokens\":7,\"output_tokens\":1}}}\n\n";
    private static final String DELTA =
            "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"héllo 🌍\"}}\n\n";
    private static final String PING = "event: ping\ndata: {\"type\": \"ping\"}\n\n";
    private static final String ERROR =
            "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n";

    private long now = 1_000_000;
    private final FakeSink sink = new FakeSink();
    private final Outflow out = new Outflow(sink);
    private final Notes notes = new Notes();

    @Test
    void passesAStreamByteForByteHoweverItIsCut() {
        byte[] whole = (START + PING + DELTA + DELTA).getBytes(StandardCharsets.UTF_8);
        for (int size : new int[] {1, 2, 3, 7, 64, whole.length}) {
            FakeSink caller = new FakeSink();
            FakeExchange exchange = FakeExchange.stream();
            pump(exchange, new Outflow(caller), true).start();

            for (int from = 0; from < whole.length; from += size) {
                exchange.send(Arrays.copyOfRange(whole, from, Math.min(whole.length, from + size)));
            }
            exchange.end();

            assertThat(caller.bytes()).as("chunks of %d", size).isEqualTo(whole);
            assertThat(caller.fate()).isEqualTo("ended");
            assertThat(exchange.credit()).isEqualTo(whole.length);
        }
    }

    @Test
    void sendsNothingBeforeTheFirstEventThatMeansSomething() {
        FakeExchange exchange = FakeExchange.stream();
        pump(exchange, out, true).start();

        exchange.send(PING + START.substring(0, 30));
        assertThat(sink.status()).isZero();
        exchange.send(START.substring(30));

        assertThat(sink.status()).isEqualTo(200);
        assertThat(sink.text()).isEqualTo(PING + START);
        assertThat(sink.flushes()).isPositive();
        assertThat(notes.all).containsExactly("committed 200");
    }

    @Test
    void withholdsAStreamThatBeginsWithAnError() {
        FakeExchange exchange = FakeExchange.stream();
        pump(exchange, out, true).start();

        exchange.send(PING + ERROR);

        assertThat(notes.all).containsExactly("withheld upstream-overloaded");
        assertThat(exchange.isClosed()).isTrue();
        assertThat(sink.status()).isZero();
    }

    @Test
    void withholdsAnEmptyStreamAndAnEmptyDocument() {
        FakeExchange stream = FakeExchange.stream();
        pump(stream, out, true).start();
        stream.send(": nothing\n\n");
        stream.end();
        FakeExchange document = FakeExchange.document(200);
        pump(document, out, true).start();
        document.end();

        assertThat(notes.all).containsExactly("withheld upstream-broke-off", "withheld upstream-broke-off");
    }

    @Test
    void withholdsAShortDocumentThatIsCut() {
        FakeExchange exchange = FakeExchange.document(200);
        pump(exchange, out, true).start();

        exchange.send("{\"half\":");
        exchange.breakOff();

        assertThat(notes.all).containsExactly("withheld upstream-broke-off");
        assertThat(sink.status()).isZero();
    }

    @Test
    void endsABrokenStreamWithAnErrorEventAndNothingHalfBeforeIt() {
        FakeExchange exchange = FakeExchange.stream();
        Pump pump = pump(exchange, out, true);
        pump.start();

        exchange.send(START + DELTA.substring(0, 60));
        exchange.breakOff();

        assertThat(sink.text())
                .startsWith(START + "event: error\ndata: {")
                .endsWith("\n\n")
                .doesNotContain("content_block_delta");
        assertThat(sink.fate()).isEqualTo("ended");
        assertThat(notes.all).containsExactly("committed 200", "ended upstream-broke-off");
        assertThat(pump.usage().input()).isEqualTo(7);
        assertThat(pump.model()).isEqualTo("claude-x");
    }

    @Test
    void handsOnAnEventTooLongToHoldAndCanStillEndIt() {
        FakeExchange exchange = FakeExchange.stream();
        pump(exchange, out, true).start();
        String longEvent = "event: content_block_delta\ndata: " + "x".repeat(100_000);

        exchange.send(START);
        exchange.send(longEvent);
        exchange.breakOff();

        assertThat(sink.text()).startsWith(START + longEvent + "\nevent: error\n");
        assertThat(exchange.credit()).isEqualTo(START.length() + longEvent.length());
    }

    @Test
    void breaksTheConnectionWhenALongDocumentIsCut() {
        FakeExchange exchange = FakeExchange.document(200);
        pump(exchange, out, true).start();

        exchange.send("x".repeat(40_000));
        exchange.breakOff();

        assertThat(sink.text()).hasSize(40_000);
        assertThat(sink.fate()).isEqualTo("aborted");
    }

    @Test
    void givesNoCreditForWhatTheCallerHasNotTaken() {
        FakeExchange exchange = FakeExchange.stream();
        pump(exchange, out, true).start();
        sink.listen(new Drain(out));
        exchange.send(START);
        long before = exchange.credit();

        sink.takeNothing();
        exchange.send(DELTA);
        exchange.send(DELTA);
        assertThat(exchange.credit()).isEqualTo(before);
        sink.takeMore(1);

        assertThat(exchange.credit()).isEqualTo(before + DELTA.getBytes(StandardCharsets.UTF_8).length);
        assertThat(out.isWaiting()).isTrue();
    }

    @Test
    void passesARefusalOfTheRequestAtOnceAndUnchanged() {
        FakeExchange exchange = FakeExchange.document(400);
        pump(exchange, out, false).start();

        exchange.send("{\"type\":\"error\"}");
        exchange.end();

        assertThat(sink.status()).isEqualTo(400);
        assertThat(sink.text()).isEqualTo("{\"type\":\"error\"}");
        assertThat(notes.all).containsExactly("committed 400", "ended ok");
    }

    @Test
    void pingsTheCallerOfASilentStreamBetweenEventsOnly() {
        FakeExchange exchange = FakeExchange.stream();
        Pump pump = pump(exchange, out, true);
        pump.start();
        exchange.send(START);

        now += 14_999;
        pump.tick();
        assertThat(sink.text()).isEqualTo(START);
        now += 1;
        pump.tick();
        pump.tick();
        assertThat(sink.text()).hasSizeGreaterThan(START.length()).contains("event: ping");
        String pinged = sink.text();
        exchange.send("event: content_block_delta\ndata: " + "y".repeat(20_000));
        now += 15_000;
        pump.tick();

        assertThat(sink.text())
                .startsWith(pinged)
                .hasSize(pinged.length() + "event: content_block_delta\ndata: ".length() + 20_000);
    }

    @Test
    void givesUpAnUpstreamThatStaysSilent() {
        FakeExchange exchange = FakeExchange.stream();
        Pump pump = pump(exchange, out, true);
        pump.start();
        exchange.send(START);

        now += 300_000;
        pump.tick();

        assertThat(exchange.isClosed()).isTrue();
        assertThat(sink.text()).contains("event: error").contains("timeout_error");
        assertThat(notes.all).containsExactly("committed 200", "ended upstream-timed-out");
    }

    @Test
    void withholdsAnAnswerThatStaysSilentFromTheStart() {
        FakeExchange exchange = FakeExchange.stream();
        Pump pump = pump(exchange, out, true);
        pump.start();

        now += 300_000;
        pump.tick();

        assertThat(notes.all).containsExactly("withheld upstream-timed-out");
    }

    @Test
    void givesUpACallerWhoTakesNothing() {
        FakeExchange exchange = FakeExchange.stream();
        Pump pump = pump(exchange, out, true);
        pump.start();
        exchange.send(START);
        sink.takeNothing();
        exchange.send(DELTA);

        now += 300_000;
        pump.tick();

        assertThat(notes.all).containsExactly("committed 200", "abandoned");
    }

    @Test
    void passesAnEncodedStreamUntouchedAndNeverPings() {
        FakeExchange exchange =
                new FakeExchange(200, Headers.of("content-type", "text/event-stream", "content-encoding", "zzz"));
        Pump pump = pump(exchange, out, true);
        pump.start();

        exchange.send("opaque");
        now += 20_000;
        pump.tick();
        exchange.breakOff();

        assertThat(sink.text()).isEqualTo("opaque");
        assertThat(sink.fate()).isEqualTo("aborted");
    }

    private Pump pump(FakeExchange exchange, Outflow way, boolean guarded) {
        Course course = new Course(
                new CallId("c1"),
                new AnthropicDialect(),
                exchange.status(),
                exchange.headers(),
                new AnthropicDialect().framing(exchange.headers(), true),
                guarded,
                PumpTest::faultIn,
                new Course.Timing(15_000, 300_000));
        return new Pump(exchange, way, course, notes, () -> Instant.ofEpochMilli(now));
    }

    private static Optional<UpstreamFault> faultIn(SseEvent event) {
        return event.name().equals("error")
                ? Optional.of(UpstreamFault.silent(FailureKind.UPSTREAM_OVERLOADED))
                : Optional.empty();
    }

    private record Drain(Outflow out) implements CallerSink.Listener {
        @Override
        public void writable() {
            out.drain();
        }

        @Override
        public void gone() {
            out.stop();
        }
    }

    private static final class Notes implements Passage {
        private final List<String> all = new ArrayList<>();

        @Override
        public void committed(int status) {
            all.add("committed " + status);
        }

        @Override
        public void withheld(UpstreamFault fault) {
            all.add("withheld " + fault.code());
        }

        @Override
        public void ended(@Nullable UpstreamFault fault, int status) {
            all.add("ended " + (fault == null ? "ok" : fault.code()));
        }

        @Override
        public void abandoned() {
            all.add("abandoned");
        }
    }
}
