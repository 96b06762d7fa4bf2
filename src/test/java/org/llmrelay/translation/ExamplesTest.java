package org.llmrelay.translation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.llmrelay.call.Call;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.stream.Course;
import org.llmrelay.stream.FakeExchange;
import org.llmrelay.stream.FakeSink;
import org.llmrelay.stream.Outflow;
import org.llmrelay.stream.Passage;
import org.llmrelay.stream.Pump;
import org.llmrelay.wire.Dialect;
import org.llmrelay.wire.Framing;
import org.llmrelay.wire.Interpreter;

/** What goes in and what has to come out, through the very pump that carries answers. */
class ExamplesTest {
    static Stream<Example> requests() {
        return Example.with("sent.json");
    }

    static Stream<Example> streams() {
        return Example.with("told.sse");
    }

    static Stream<Example> documents() {
        return Example.with("told.json");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void asksTheUpstreamForWhatTheCallerWants(Example example) {
        Call.Request sent = example.call().request();

        assertThat(tree(sent.body().array())).isEqualTo(tree(example.bytes("sent.json")));
        assertThat(sent.headers().first("content-type")).hasValue("application/json");
    }

    @ParameterizedTest
    @MethodSource("streams")
    void tellsAStreamEventByEventWhereverItIsCut(Example example) {
        byte[] came = example.bytes("came.sse");
        String told = example.text("told.sse");
        Call call = example.call();

        assertThat(told(example.dialect(), call, came, came.length)).isEqualTo(told);
        for (int at = 1; at < came.length; at++) {
            assertThat(told(example.dialect(), call, came, at))
                    .as("cut at %d", at)
                    .isEqualTo(told);
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void tellsADocumentAlsoWhereTheUpstreamStreamsIt(Example example) {
        FakeSink caller = new FakeSink();
        boolean gathered = !example.has("came.json");
        FakeExchange exchange = gathered ? FakeExchange.stream() : FakeExchange.document(200);
        byte[] came = example.bytes(gathered ? "came.sse" : "came.json");
        pump(example.dialect(), example.call(), exchange, caller, false).start();

        for (byte one : came) {
            exchange.send(new byte[] {one});
            assertThat(caller.status()).isZero();
        }
        exchange.end();

        assertThat(tree(caller.bytes())).isEqualTo(tree(example.bytes("told.json")));
        assertThat(caller.fate()).isEqualTo("ended");
        assertThat(caller.headers().first("content-length")).hasValue(Integer.toString(caller.bytes().length));
        assertThat(exchange.credit()).isEqualTo(came.length);
        assertThat(caller.headers().first("content-type")).hasValue("application/json");
    }

    private static String told(Dialect dialect, Call call, byte[] came, int cut) {
        FakeSink caller = new FakeSink();
        FakeExchange exchange = FakeExchange.stream();
        pump(dialect, call, exchange, caller, true).start();
        exchange.send(Arrays.copyOfRange(came, 0, cut));
        if (cut < came.length) {
            exchange.send(Arrays.copyOfRange(came, cut, came.length));
        }
        exchange.end();
        assertThat(caller.fate()).isEqualTo("ended");
        assertThat(exchange.credit()).isEqualTo(came.length);
        return new String(caller.bytes(), UTF_8);
    }

    private static Pump pump(Dialect dialect, Call call, FakeExchange exchange, FakeSink caller, boolean streamed) {
        Interpreter interpreter = dialect.interpreter(call).orElseThrow();
        Framing framing = dialect.framing(exchange.headers(), streamed);
        Course course = new Course(
                call.id(),
                dialect,
                exchange.status(),
                interpreter.headers(exchange.headers(), framing),
                framing,
                true,
                event -> Optional.empty(),
                null,
                interpreter,
                new Course.Timing(15_000, 300_000));
        return new Pump(exchange, new Outflow(caller), course, new Nobody(), () -> call.arrived());
    }

    private static JsonNode tree(byte[] json) {
        return Trees.read(json).orElseThrow();
    }

    private static final class Nobody implements Passage {
        @Override
        public void committed(int status) {}

        @Override
        public void withheld(UpstreamFault fault) {
            throw new AssertionError(fault);
        }

        @Override
        public void ended(@Nullable UpstreamFault fault, int status) {}

        @Override
        public void abandoned() {}
    }
}
