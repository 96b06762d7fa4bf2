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
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.wire.Dialect;

class ArrayPumpTest {
    private static final String ARRAY =
            "[{\"text\": \"a ] \\\" } [ \"\n, \"inner\": [{}, [1]]}\n,\r\n{\"text\": \"héllo 🌍\"}\n]\n";

    private long now = 1_000_000;
    private final FakeSink sink = new FakeSink();
    private final Outflow out = new Outflow(sink);
    private final List<String> notes = new ArrayList<>();

    @Test
    void passesAnArrayByteForByteAndMetersItsElements() {
        byte[] whole = ARRAY.getBytes(StandardCharsets.UTF_8);
        for (int size : new int[] {1, 2, 5, 64, whole.length}) {
            FakeSink caller = new FakeSink();
            FakeExchange exchange = FakeExchange.document(200);
            Pump pump = pump(exchange, new Outflow(caller));
            pump.start();

            for (int from = 0; from < whole.length; from += size) {
                exchange.send(Arrays.copyOfRange(whole, from, Math.min(whole.length, from + size)));
            }
            exchange.end();

            assertThat(caller.bytes()).as("chunks of %d", size).isEqualTo(whole);
            assertThat(caller.fate()).isEqualTo("ended");
            assertThat(exchange.credit()).isEqualTo(whole.length);
            assertThat(pump.usage().output()).as("chunks of %d", size).isEqualTo(2);
        }
    }

    @Test
    void sendsTheFirstElementOfAnArrayAtOnceAndNeverPings() {
        FakeExchange exchange = FakeExchange.document(200);
        Pump pump = pump(exchange, out);
        pump.start();

        exchange.send("[{\"n\": 1}");
        now += 20_000;
        pump.tick();

        assertThat(sink.text()).isEqualTo("[{\"n\": 1}");
    }

    @Test
    void endsABrokenArrayWithAnErrorElement() {
        FakeExchange exchange = FakeExchange.document(200);
        pump(exchange, out).start();

        exchange.send("[{\"n\": 1}\n,\r\n{\"n\": ");
        exchange.breakOff();

        assertThat(sink.text()).isEqualTo("[{\"n\": 1},{\"error\":\"upstream-broke-off\"}]");
        assertThat(sink.fate()).isEqualTo("ended");
    }

    @Test
    void cutsAnArrayThatBreaksInAnElementTooLongToHold() {
        FakeExchange exchange = FakeExchange.document(200);
        pump(exchange, out).start();

        exchange.send("[{\"n\": 1}");
        exchange.send(",{\"s\": \"" + "x".repeat(100_000));
        exchange.breakOff();

        assertThat(sink.text()).endsWith("xxx");
        assertThat(sink.fate()).isEqualTo("aborted");
    }

    @Test
    void withholdsAnArrayThatBeginsWithAnError() {
        FakeExchange exchange = FakeExchange.document(200);
        pump(exchange, out).start();

        exchange.send("[{\"error\": {}}]");

        assertThat(notes).containsExactly("withheld upstream-overloaded");
    }

    private Pump pump(FakeExchange exchange, Outflow way) {
        Dialect dialect = new ArrayDialect();
        Course course = new Course(
                new CallId("c1"),
                dialect,
                exchange.status(),
                exchange.headers(),
                dialect.framing(exchange.headers(), true),
                true,
                ArrayPumpTest::faultIn,
                new Course.Timing(15_000, 300_000));
        return new Pump(exchange, way, course, new Notes(), () -> Instant.ofEpochMilli(now));
    }

    private static Optional<UpstreamFault> faultIn(SseEvent element) {
        String json = StandardCharsets.UTF_8.decode(element.data().duplicate()).toString();
        return json.contains("error")
                ? Optional.of(UpstreamFault.silent(FailureKind.UPSTREAM_OVERLOADED))
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
