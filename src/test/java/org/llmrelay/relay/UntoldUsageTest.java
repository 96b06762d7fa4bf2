package org.llmrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrelay.call.Ending;
import org.llmrelay.call.Estimated;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Outcome;
import org.llmrelay.call.Usage;
import org.llmrelay.sse.EventScanner;
import org.llmrelay.stream.FakeExchange;
import org.llmrelay.stream.FakeSink;

/** What is booked of answers that tell little or nothing of what they used. */
class UntoldUsageTest {
    private final World world = new World();
    private final FakeSink sink = new FakeSink();

    @Test
    void countsTheRequestBySizeWhereAnAnswerTellsNothing() {
        world.accounts("a");
        FakeExchange exchange = world.answers("a", FakeExchange.document(200));

        world.call(sink);
        exchange.send("{}");
        exchange.end();

        Outcome outcome = world.booked().outcome();
        assertThat(outcome.usage()).isEqualTo(new Usage(1, 0, 0, 0, 0, 0, 0));
        assertThat(outcome.estimated()).isEqualTo(new Estimated(1, 0));
    }

    @Test
    void estimatesNothingOfWhatIsTold() {
        world.accounts("a");
        FakeExchange exchange = world.answers("a", FakeExchange.stream());

        world.call(sink);
        exchange.send("event: a\ndata: 1\n\n");
        exchange.end();

        assertThat(world.booked().outcome().usage().input()).isEqualTo(1);
        assertThat(world.booked().outcome().estimated()).isEqualTo(Estimated.NOTHING);
    }

    @Test
    void estimatesNothingOfARefusal() {
        world.accounts("a");
        FakeExchange exchange = world.answers("a", FakeExchange.document(400));

        world.call(sink);
        exchange.send("{\"error\":\"no\"}");
        exchange.end();

        assertThat(world.booked().outcome().ending()).isEqualTo(Ending.REJECTED);
        assertThat(world.booked().outcome().usage()).isEqualTo(Usage.NONE);
    }

    @Test
    void estimatesNothingOfAnAnswerThatWasNone() {
        world.accounts("a");
        FakeExchange exchange = world.answers("a", FakeExchange.document(200));

        world.call(sink);
        exchange.send("{\"half\":");
        exchange.breakOff();

        assertThat(world.booked().outcome().ending()).isEqualTo(Ending.FAILED);
        assertThat(world.booked().outcome().usage()).isEqualTo(Usage.NONE);
    }

    @Test
    void takesTheBytesOfACodingThatNobodyKnowsForOutput() {
        world.accounts("a");
        FakeExchange exchange = world.answers("a", coded("rot13"));

        world.call(sink);
        exchange.send("12345");
        exchange.end();

        assertThat(world.booked().outcome().estimated()).isEqualTo(new Estimated(1, 2));
    }

    @ParameterizedTest
    @CsvSource({"br, stream.br", "zstd, stream.zst"})
    void readsWhatCameInALateCodingWhenTheCallerLeaves(String coding, String file) {
        world.accounts("a");
        FakeExchange exchange = world.answers("a", coded(coding));

        world.call(sink);
        exchange.send(resource(file));
        sink.leave();

        Outcome outcome = world.booked().outcome();
        assertThat(outcome.ending()).isEqualTo(Ending.CALLER_GONE);
        assertThat(outcome.usage().input()).isEqualTo(eventsIn(resource("stream.sse")));
        assertThat(outcome.estimated()).isEqualTo(Estimated.NOTHING);
        assertThat(world.openCalls.size()).isZero();
    }

    @Test
    void readsTheBeginningOfALateCodingWhenTheCallerLeaves() {
        world.accounts("a");
        FakeExchange exchange = world.answers("a", coded("zstd"));
        byte[] whole = resource("stream.zst");

        world.call(sink);
        exchange.send(Arrays.copyOf(whole, whole.length - 9));
        sink.leave();

        assertThat(world.booked().outcome().usage().tokens()).isPositive();
    }

    private static FakeExchange coded(String coding) {
        return new FakeExchange(200, Headers.of("content-type", "text/event-stream", "content-encoding", coding));
    }

    private static int eventsIn(byte[] stream) {
        AtomicInteger events = new AtomicInteger();
        new EventScanner(1 << 20).feed(ByteBuffer.wrap(stream), event -> events.incrementAndGet());
        return events.get();
    }

    private static byte[] resource(String name) {
        try (InputStream in =
                Objects.requireNonNull(UntoldUsageTest.class.getResourceAsStream("/org/llmrelay/stream/" + name))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
