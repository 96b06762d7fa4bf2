package org.llmrelay.translation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Operation;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.stream.Course;
import org.llmrelay.stream.FakeExchange;
import org.llmrelay.stream.FakeSink;
import org.llmrelay.stream.Outflow;
import org.llmrelay.stream.Passage;
import org.llmrelay.stream.Pump;
import org.llmrelay.wire.Dialect;
import org.llmrelay.wire.Framing;
import org.llmrelay.wire.Interpreter;
import org.llmrelay.wire.Reading;

/** A translated answer flows as any other: no faster than its caller takes it, and not at all before it is known to be good. */
class TranslatedFlowTest {
    private static final String START =
            "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"model\":\"claude-x\","
                    + "\"usage\":{\"input_tokens\":7,\"output_tokens\":1}}}\n\n";

    private final FakeSink caller = new FakeSink();
    private final Outflow out = new Outflow(caller);
    private final FakeExchange exchange = FakeExchange.stream();
    private final List<String> heard = new ArrayList<>();

    private static String delta(String text) {
        return "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":"
                + "{\"type\":\"text_delta\",\"text\":\"" + text + "\"}}\n\n";
    }

    @Test
    void givesNoCreditForWhatTheCallerHasNotTaken() {
        pump(exchange).start();
        exchange.send(START);
        long before = exchange.credit();

        caller.takeNothing();
        exchange.send(delta("one"));
        exchange.send(delta("two"));

        assertThat(exchange.credit()).isEqualTo(before);
        caller.takeMore(Long.MAX_VALUE);
        out.drain();
        assertThat(exchange.credit()).isEqualTo(before + 2L * delta("one").length());
        assertThat(caller.text()).contains("\"one\"").contains("\"two\"");
    }

    @Test
    void givesCreditForAnEventThatIsLongerThanAnyWindowBeforeItEnds() {
        pump(exchange).start();
        exchange.send(START);
        String event = delta("x".repeat(300_000));

        exchange.send(event.substring(0, 250_000));
        assertThat(exchange.credit()).isEqualTo(START.length() + 250_000L);
        exchange.send(event.substring(250_000));

        assertThat(caller.text()).contains("x".repeat(300_000));
        assertThat(exchange.credit()).isEqualTo(START.length() + event.length());
    }

    @Test
    void sendsNothingOfAStreamThatBeginsWithAFault() {
        pump(exchange).start();

        exchange.send(
                "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"No\"}}\n\n");

        assertThat(heard).containsExactly("withheld upstream-error");
        assertThat(caller.status()).isZero();
    }

    @Test
    void endsATornStreamInTheCallersDialect() {
        pump(exchange).start();

        exchange.send(START + delta("one") + delta("two").substring(0, 40));
        exchange.breakOff();

        assertThat(caller.text())
                .contains("\"one\"")
                .endsWith("data: {\"error\":{\"message\":\"The upstream ended its answer too early\","
                        + "\"type\":\"server_error\",\"param\":null,\"code\":null}}\n\n")
                .doesNotContain("[DONE]");
        assertThat(heard).containsExactly("committed 200", "ended upstream-broke-off");
    }

    @Test
    void withholdsADocumentThatIsNoAnswer() {
        FakeExchange document = FakeExchange.document(200);
        pump(document).start();

        document.send("{\"surprise\":true}");
        document.end();

        assertThat(heard).containsExactly("withheld upstream-broke-off");
    }

    @Test
    void keepsTheStatusAndTheWordsOfARefusal() {
        FakeExchange document = FakeExchange.document(422);
        pump(document).start();

        document.send("{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",");
        document.send("\"message\":\"messages: \\\"wombats\\\"\"}}");
        document.end();

        assertThat(caller.status()).isEqualTo(422);
        assertThat(caller.text())
                .isEqualTo("{\"error\":{\"message\":\"messages: \\\"wombats\\\"\",\"type\":\"invalid_request_error\","
                        + "\"param\":null,\"code\":null}}");
        assertThat(heard).containsExactly("committed 422", "ended ok");
    }

    private Pump pump(FakeExchange from) {
        Dialect dialect = Directions.named("chat-on-messages");
        Call call = call(dialect);
        Interpreter interpreter = dialect.interpreter(call).orElseThrow();
        Framing framing = from.status() < 300 ? dialect.framing(from.headers(), true) : Framing.NONE;
        Course course = new Course(
                call.id(),
                dialect,
                from.status(),
                interpreter.headers(from.headers(), framing),
                framing,
                from.status() < 300,
                TranslatedFlowTest::faultIn,
                null,
                interpreter,
                new Course.Timing(15_000, 300_000));
        return new Pump(from, out, course, new Ears(), () -> call.arrived());
    }

    private static Optional<UpstreamFault> faultIn(SseEvent event) {
        return event.name().equals("error")
                ? Optional.of(UpstreamFault.silent(FailureKind.UPSTREAM_ERROR))
                : Optional.empty();
    }

    private static Call call(Dialect dialect) {
        byte[] body = "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"
                .getBytes(UTF_8);
        Call.Request came = new Call.Request("POST", "/v1/chat/completions", null, Headers.NONE, Body.wrap(body));
        Reading.Readable readable = (Reading.Readable) dialect.read(Operation.GENERATE, came);
        return new Call(
                new CallId("c1"),
                dialect.spoken(),
                dialect.id(),
                "claude",
                Operation.GENERATE,
                readable.request(came),
                readable.facts(),
                Instant.EPOCH);
    }

    private final class Ears implements Passage {
        @Override
        public void committed(int status) {
            heard.add("committed " + status);
        }

        @Override
        public void withheld(UpstreamFault fault) {
            heard.add("withheld " + fault.code());
        }

        @Override
        public void ended(@Nullable UpstreamFault fault, int status) {
            heard.add("ended " + (fault == null ? "ok" : fault.code()));
        }

        @Override
        public void abandoned() {
            heard.add("abandoned");
        }
    }
}
