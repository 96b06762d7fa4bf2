package org.llmrelay.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.stream.FakeExchange;
import org.llmrelay.upstream.BodyReader;

class TurnedExchangeTest {
    private final FakeExchange upstream = FakeExchange.stream();
    private final Log log = new Log();
    private final TurnedExchange exchange = new TurnedExchange(upstream, Headers.of("a", "b"), new Doubling());

    /** Gives every line of capital letters twice; other letters it does not understand. */
    private static final class Doubling implements BodyTurn {
        private final StringBuilder open = new StringBuilder();

        @Override
        public boolean take(ByteBuffer bytes, Consumer<byte[]> turned) {
            open.append(UTF_8.decode(bytes));
            for (int end = open.indexOf("\n"); end >= 0; end = open.indexOf("\n")) {
                String line = open.substring(0, end + 1);
                open.delete(0, end + 1);
                if (!line.equals(line.toUpperCase(java.util.Locale.ROOT))) {
                    return false;
                }
                turned.accept((line + line).getBytes(UTF_8));
            }
            return true;
        }

        @Override
        public boolean end(Consumer<byte[]> turned) {
            return open.length() == 0;
        }
    }

    private static final class Log implements BodyReader {
        private final List<String> heard = new ArrayList<>();

        @Override
        public void bytes(ByteBuffer chunk) {
            heard.add(UTF_8.decode(chunk).toString());
        }

        @Override
        public void end() {
            heard.add("end");
        }

        @Override
        public void broke(UpstreamFault fault) {
            heard.add(fault.code());
        }
    }

    @Test
    void turnsTheBodyAndShowsItsOwnHeaders() {
        exchange.read(log);
        upstream.send("A");
        upstream.send("B\nC\n");
        upstream.end();

        assertThat(log.heard).containsExactly("AB\nAB\n", "C\nC\n", "end");
        assertThat(exchange.headers().first("a")).contains("b");
        assertThat(exchange.status()).isEqualTo(200);
    }

    @Test
    void givesRoomBackAtOnceForWhatWaitsForNobody() {
        exchange.read(log);
        upstream.send("ABCDEF");

        assertThat(upstream.credit()).isEqualTo(6);
    }

    @Test
    void givesRoomBackInTheMeasureInWhichTheTurnedBytesAreWritten() {
        exchange.read(log);
        upstream.send("ABCDEFGHI\n");

        assertThat(upstream.credit()).isZero();
        exchange.credit(5);
        assertThat(upstream.credit()).isEqualTo(2);
        exchange.credit(14);
        assertThat(upstream.credit()).isBetween(9L, 10L);
        exchange.credit(1);
        assertThat(upstream.credit()).isEqualTo(10);
    }

    @Test
    void keepsTheBooksStraightOverManyPieces() {
        exchange.read(log);
        for (int i = 0; i < 1000; i++) {
            upstream.send("ABCDEFGHI\nJK");
            exchange.credit(i % 2 == 0 ? 11 : 29);
        }
        upstream.send("\n");
        exchange.credit(100_000);

        assertThat(upstream.credit()).isEqualTo(12_001);
    }

    @Test
    void breaksOffWhereTheBodyIsNotWhatItShouldBe() {
        exchange.read(log);
        upstream.send("A\nb\nC\n");
        upstream.send("D\n");
        upstream.end();

        assertThat(log.heard).containsExactly("A\nA\n", "upstream-broke-off");
        assertThat(upstream.isClosed()).isTrue();
    }

    @Test
    void breaksOffWhereTheBodyEndsTooEarly() {
        exchange.read(log);
        upstream.send("A\nB");
        upstream.end();

        assertThat(log.heard).containsExactly("A\nA\n", "upstream-broke-off");
    }

    @Test
    void passesOnThatTheBodyBrokeOff() {
        exchange.read(log);
        upstream.breakOff();

        assertThat(log.heard).containsExactly("upstream-broke-off");
    }
}
