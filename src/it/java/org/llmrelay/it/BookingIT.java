package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.llmrelay.fake.Answer;
import org.llmrelay.fake.Behaviours;
import org.llmrelay.fake.ChatScript;
import org.llmrelay.fake.MessageScript;
import org.llmrelay.fake.OpenAi;
import org.llmrelay.fake.Tokens;

/** What is booked of a call: who, where, what, and all that was used, once. */
@ExtendWith(ArquillianExtension.class)
class BookingIT {
    private static final MessageScript FULL = MessageScript.full().withModel(Ask.MODEL);
    private static final Tokens USED = FULL.tokens();

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    static Stream<Named<Answer>> answers() {
        return Stream.of(
                Named.of("plain", Behaviours.message(FULL)),
                Named.of("gzip", Behaviours.message(FULL).gzip()),
                Named.of("gzip in pieces", Behaviours.message(FULL).gzip().piecesOf(3)),
                Named.of("brotli", Behaviours.brotliRecording()),
                Named.of("byte by byte", Behaviours.message(FULL).oneByteAtATime()));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void booksAllThatAStreamUsed(Answer answer) {
        requireBooking(answer, Ask.stream());
    }

    @ParameterizedTest
    @MethodSource("answers")
    void booksAllThatAMessageInOnePieceUsed(Answer answer) {
        requireBooking(answer, Ask.message());
    }

    private void requireBooking(Answer answer, Ask ask) {
        world.account();
        world.upstream().next(answer);
        Key key = world.key();

        RelayClient.send(ask.key(key).with("accept-encoding", "gzip, br")).isFine();

        Usages.require(world.booked(key).path("usage"), USED, USED.output());
        assertThat(world.booked(key).path("estimated")).isEmpty();
        JsonNode usage = world.admin().usage(key);
        assertThat(usage.path("overall").path("calls").asInt()).isEqualTo(1);
        Usages.require(usage.path("overall").path("usage"), USED, USED.output());
    }

    @Test
    void booksUsageThatIsToldTwiceOnce() {
        world.account();
        world.upstream().next(Behaviours.events(FULL.eventsTellingUsageTwice()));
        Key key = world.key();

        RelayClient.send(Ask.stream().key(key)).isFine();

        Usages.require(world.booked(key).path("usage"), USED, USED.output());
    }

    @Test
    void estimatesWhatAChatThatWasNotAskedDoesNotTell() throws Exception {
        world.account(1, "openai-compatible");
        world.upstream().next(OpenAi.chat(ChatScript.greeting().withModel(ChatRow.MODEL)));
        Key key = world.key();
        String body = Prompt.of(ChatRow.MODEL, ",\"stream\":true");

        RelayClient.send(Ask.post("/openai/v1/chat/completions", body).with("authorization", "Bearer " + key.text()))
                .isFine();

        JsonNode call = world.booked(key);
        assertThat(call.path("usage").path("input_tokens").asInt()).isEqualTo((body.length() + 3) / 4);
        assertThat(call.path("usage").path("output_tokens").asInt()).isBetween(10, 30);
        assertThat(call.path("estimated").toString()).isEqualTo("[\"input_tokens\",\"output_tokens\"]");
        assertThat(world.admin().usage(key).at("/overall/estimated_calls").asInt())
                .isEqualTo(1);
        assertThat(world.upstream().takeRequest(Patience.USUAL).bodyText()).isEqualTo(body);
    }

    @Test
    void chargesAStreamToTheMicrodollar() {
        world.account();
        world.upstream().next(Behaviours.message(FULL));
        Key key = world.key();
        // What claude-sonnet-4-5 costs: dollars for a million tokens are micro-dollars for one; a search costs a cent.
        long hundredths = 300 * USED.input()
                + 1_500 * USED.output()
                + 30 * USED.cacheRead()
                + 375 * USED.written().fiveMinutes()
                + 600 * USED.written().oneHour();
        long expected = (hundredths + 50) / 100 + 10_000 * USED.serverTools().webSearches();

        RelayClient.send(Ask.stream().key(key)).isFine();

        JsonNode charge = world.booked(key).path("charge");
        assertThat(expected).isPositive();
        assertThat(charge.path("state").asText()).isEqualTo("priced");
        assertThat(charge.path("official_microdollars").asLong()).isEqualTo(expected);
        assertThat(charge.path("rated_microdollars").asLong()).isEqualTo(expected);
        assertThat(charge.path("picodollars").path("output").asLong()).isEqualTo(15_000_000);
        JsonNode cost = world.admin().usage(key).path("overall").path("cost");
        assertThat(cost.path("official_microdollars").asLong()).isEqualTo(expected);
        assertThat(cost.path("rated_microdollars").asLong()).isEqualTo(expected);
        assertThat(cost.path("unknown_price_calls").asLong()).isZero();
    }

    @Test
    void marksACallOfAModelWithoutAPrice() {
        world.account();
        world.upstream().next(Behaviours.message(FULL.withModel("claude-without-a-price")));
        Key key = world.key();

        RelayClient.send(Ask.message().key(key)).isFine();

        JsonNode charge = world.booked(key).path("charge");
        assertThat(charge.path("state").asText()).isEqualTo("unpriced");
        assertThat(charge.path("rated_microdollars").asLong()).isZero();
        JsonNode cost = world.admin().usage(key).path("overall").path("cost");
        assertThat(cost.path("unknown_price_calls").asLong()).isEqualTo(1);
    }

    @Test
    void booksWhoAndWhereAndHow() {
        Account account = world.account();
        Key key = world.key();
        Instant before = Instant.now();
        world.upstream()
                .next(Behaviours.stream(MessageScript.greeting().withModel("claude-real-name"))
                        .every(Duration.ofMillis(2)));

        RelayClient.send(Ask.stream().key(key).with("user-agent", "claude-cli/2.1.330 (external, sdk-cli)"))
                .isFine();

        JsonNode call = world.booked(key);
        assertThat(Instant.parse(call.path("at").asText())).isBetween(before.minusMillis(1), Instant.now());
        assertThat(call.path("account").asText()).isEqualTo(account.id());
        assertThat(call.path("dialect").asText()).isEqualTo("anthropic");
        assertThat(call.path("model").asText()).isEqualTo(Ask.MODEL);
        assertThat(call.path("answered_model").asText()).isEqualTo("claude-real-name");
        assertThat(call.path("streamed").asBoolean()).isTrue();
        assertThat(call.path("client").asText()).isEqualTo("claude-cli/2.1.330 (external, sdk-cli)");
        assertThat(call.path("ending").asText()).isEqualTo("completed");
        assertThat(call.path("status").asInt()).isEqualTo(200);
        assertThat(call.path("total_ms").asLong())
                .isGreaterThanOrEqualTo(call.path("first_byte_ms").asLong());
        JsonNode tried = call.path("attempts").path(0);
        assertThat(tried.path("account").asText()).isEqualTo(account.id());
        assertThat(tried.path("status").asInt()).isEqualTo(200);
        assertThat(tried.path("result").asText()).isEqualTo("ok");
    }

    @Test
    void booksEveryOneOfManyCallsAtOnce() {
        world.account();
        Key key = world.key();

        Stream.of(
                        RelayClient.begin(Ask.stream().key(key), 30),
                        RelayClient.begin(Ask.message().key(key), 30))
                .flatMap(replies -> replies.stream())
                .forEach(reply -> reply.join().isFine());

        assertThat(world.booked(key, 60)).hasSize(60);
        JsonNode overall = world.admin().usage(key).path("overall");
        assertThat(overall.path("calls").asInt()).isEqualTo(60);
        Tokens each = MessageScript.greeting().tokens();
        Usages.requireTimes(overall.path("usage"), each, each.output(), 60);
    }

    @Test
    void addsUpByDayAndModel() {
        world.account();
        Key key = world.key();
        CompletableFuture<?> one = RelayClient.begin(Ask.message().key(key)).thenApply(Reply::isFine);
        CompletableFuture<?> other = RelayClient.begin(
                        Ask.message().saying(Prompt.of("claude-opus-5-5", "")).key(key))
                .thenApply(Reply::isFine);
        CompletableFuture.allOf(one, other).join();
        assertThat(world.booked(key, 2)).hasSize(2);

        JsonNode parts = world.admin().usage(key).path("items");

        assertThat(parts).hasSize(2).allSatisfy(part -> {
            assertThat(part.path("calls").asInt()).isEqualTo(1);
            assertThat(part.path("day").asText())
                    .isIn(
                            Instant.now().atZone(ZoneOffset.UTC).toLocalDate().toString(),
                            Instant.now()
                                    .minusSeconds(60)
                                    .atZone(ZoneOffset.UTC)
                                    .toLocalDate()
                                    .toString());
        });
        assertThat(parts)
                .extracting(part -> part.path("model").asText())
                .containsExactlyInAnyOrder(Ask.MODEL, "claude-opus-5-5");
    }

    @Test
    void booksNoUsageWhereNobodyAnswered() {
        world.account();
        world.upstream().always(Behaviours.status(500));
        Key key = world.key();

        RelayClient.send(Ask.stream().key(key)).isNativeError(500, "api_error");

        JsonNode call = world.booked(key);
        assertThat(call.path("ending").asText()).isEqualTo("failed");
        Usages.requireNone(call.path("usage"));
    }

    @Test
    void booksNeitherCountsOfTokensNorRefusedCalls() {
        world.account();
        Key key = world.key();

        RelayClient.send(Ask.post("/v1/messages/count_tokens", Prompt.plain()).key(key))
                .isFine();
        RelayClient.send(Ask.message().saying("{}").key(key)).isNativeError(400, "invalid_request_error");
        RelayClient.send(Ask.message().key(key)).isFine();

        assertThat(world.booked(key).path("status").asInt()).isEqualTo(200);
        assertThat(world.admin().usage(key).path("overall").path("calls").asInt())
                .isEqualTo(1);
    }
}
