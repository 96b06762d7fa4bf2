package org.llmrelay.upstream.hc5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.llmrelay.upstream.hc5.Opening.answered;
import static org.llmrelay.upstream.hc5.Opening.post;

import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.llmrelay.fake.Answer;
import org.llmrelay.fake.Behaviours;
import org.llmrelay.fake.Exchange;
import org.llmrelay.fake.FakeUpstream;
import org.llmrelay.fake.MessageScript;
import org.llmrelay.upstream.UpstreamExchange;

/** Answers of a provider come through byte for byte, however they are sent and wherever they end. */
@Timeout(60)
class Hc5ProviderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Answer STREAM = Behaviours.stream(MessageScript.full());
    private static final String REQUEST = "{\"model\":\"claude-opus-4-1\",\"max_tokens\":10,\"stream\":true,"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";

    private final Hc5Upstream upstream = new Hc5Upstream(Hc5Config.forThisMachine(), Opening.LOOPBACK);
    private final FakeUpstream provider = FakeUpstream.start();
    private final URI messages = provider.baseUrl().resolve("/v1/messages?beta=true");

    @AfterEach
    void close() {
        upstream.close();
        provider.close();
    }

    static Stream<Answer> whole() {
        return Stream.of(
                STREAM,
                STREAM.oneByteAtATime(),
                STREAM.piecesOf(7),
                STREAM.gzip(),
                STREAM.gzip().piecesOf(3),
                STREAM.endingWithTheConnection(),
                STREAM.informational(103),
                Behaviours.json(MessageScript.full()),
                Behaviours.brotliRecording(),
                Behaviours.sized(1_000_000));
    }

    @ParameterizedTest
    @MethodSource("whole")
    void aWholeAnswerComesThrough(Answer answer) throws Exception {
        provider.next(answer);

        try (UpstreamExchange exchange = answered(upstream, post(messages, REQUEST))) {
            assertThat(exchange.status()).isEqualTo(200);
            assertThat(Reading.of(exchange).whole()).isEqualTo(bodySent());
        }
        assertThat(provider.troubles()).isEmpty();
    }

    static Stream<Answer> broken() {
        return Stream.of(
                STREAM.cutAfterEvents(3),
                STREAM.cutAfterBytes(1),
                STREAM.cutAfterBytes(777),
                STREAM.gzip().cutAfterBytes(200),
                STREAM.oneByteAtATime().cutAfterBytes(500),
                Behaviours.json(MessageScript.full()).cutAfterBytes(100));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void ofABrokenAnswerEveryByteComesThrough(Answer answer) throws Exception {
        provider.next(answer);

        try (UpstreamExchange exchange = answered(upstream, post(messages, REQUEST))) {
            Reading reading = Reading.of(exchange);
            reading.broken();

            assertThat(reading.soFar()).isEqualTo(bodySent());
        }
    }

    private byte[] bodySent() throws InterruptedException {
        Exchange sent = provider.takeExchange(PATIENCE);
        sent.awaitEnd(PATIENCE);
        return sent.bodySent();
    }

    @Test
    void oneConnectionServesManyMessages() throws Exception {
        for (int i = 0; i < 10; i++) {
            try (UpstreamExchange exchange = answered(upstream, post(messages, REQUEST))) {
                Reading.of(exchange).whole();
            }
        }

        assertThat(provider.connectionsAccepted()).isEqualTo(1);
        assertThat(provider.troubles()).isEmpty();
    }
}
