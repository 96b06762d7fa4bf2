package org.llmrelay.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.fake.Behaviours;
import org.llmrelay.fake.Hold;

/** Who is let in, and how often at once. */
@ExtendWith(ArquillianExtension.class)
class KeysIT {
    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    @ParameterizedTest
    @ValueSource(strings = {"/v1/messages", "/v1/messages/count_tokens"})
    void refusesARequestWithoutAKey(String path) {
        world.account();

        Reply reply = RelayClient.send(Ask.post(path, Prompt.plain())).isNativeError(401, "authentication_error");

        assertThat(reply.header("x-should-retry")).isEqualTo("false");
        assertThat(world.upstream().exchanges()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cr_", "cr_0000000000000000000000000000000000000000000", "sk-ant-api03-x", " ", "ü"})
    void refusesAKeyThatItDoesNotKnow(String text) throws Exception {
        world.account();
        try (WireCaller caller = new WireCaller()) {
            caller.ask(Ask.message().with("x-api-key", text)).readHead();

            assertThat(caller.status()).isEqualTo(401);
            NativeErrors.requireForm(
                    new String(caller.readBody(), UTF_8), "authentication_error", caller.header("request-id"));
        }
        assertThat(world.upstream().exchanges()).isEmpty();
    }

    @Test
    void obeysTheOperatorAtOnce() {
        world.account();
        Key key = world.key();
        Ask ask = Ask.message().key(key);

        RelayClient.send(ask).isFine();
        world.admin().change(key, "{\"enabled\":false}");
        RelayClient.send(ask).isNativeError(403, "permission_error");
        world.admin().change(key, "{\"enabled\":true}");
        RelayClient.send(ask).isFine();
        world.admin().change(key, "{\"expires_at\":\"2026-01-01T00:00:00Z\"}");
        RelayClient.send(ask).isNativeError(403, "permission_error");
        world.admin().change(key, "{\"expires_at\":null}");
        RelayClient.send(ask).isFine();
        world.admin().delete(key);
        RelayClient.send(ask).isNativeError(401, "authentication_error");

        assertThat(world.upstream().exchanges()).hasSize(3);
    }

    @Test
    void endsAKeyAtItsTime() {
        world.account();
        Instant end = Instant.now().plus(Duration.ofSeconds(2));
        Key key = world.key(",\"expires_at\":\"" + end + "\"");
        Ask ask = Ask.message().key(key);
        RelayClient.send(ask).isFine();

        Reply refused =
                Patience.until("the key has expired", () -> RelayClient.send(ask), reply -> reply.status() != 200);

        refused.isNativeError(403, "permission_error");
        assertThat(Instant.now()).isAfterOrEqualTo(end);
    }

    @Test
    void letsAKeyMakeAsManyCallsAtOnceAsItMayAndNoMore() throws Exception {
        world.account();
        Key key = world.key(",\"limits\":{\"concurrency\":5}");
        Hold hold = new Hold();
        world.upstream().always(Behaviours.normal().stallBeforeHead(hold));

        List<CompletableFuture<Reply>> replies = RelayClient.begin(Ask.stream().key(key), 20);
        Patience.until("all others are refused", () -> done(replies) == 15);
        List<Reply> refused = replies.stream()
                .filter(CompletableFuture::isDone)
                .map(CompletableFuture::join)
                .toList();
        Patience.until(
                "the calls are under way", () -> world.upstream().exchanges().size() == 5);
        hold.release();

        assertThat(refused).allSatisfy(reply -> {
            reply.isNativeError(429, "rate_limit_error");
            assertThat(Integer.parseInt(reply.header("retry-after"))).isPositive();
        });
        assertThat(replies).filteredOn(reply -> reply.join().status() == 200).hasSize(5);
        assertThat(world.upstream().exchanges()).hasSize(5);
        assertThat(world.booked(key, 5)).hasSize(5);
        Patience.until(
                "the slots are free",
                () -> RelayClient.send(Ask.message().key(key)).status() == 200);
    }

    private static long done(List<CompletableFuture<Reply>> replies) {
        return replies.stream().filter(CompletableFuture::isDone).count();
    }

    @Test
    void countsCallsOfEachKeyApartAndObeysANewLimitAtOnce() throws Exception {
        world.account();
        Key one = world.key(",\"limits\":{\"concurrency\":1}");
        Key other = world.key(",\"limits\":{\"concurrency\":1}");
        Hold hold = new Hold();
        world.upstream().always(Behaviours.normal().stallBeforeHead(hold));

        CompletableFuture<Reply> first = RelayClient.begin(Ask.message().key(one));
        hold.awaitReached(Patience.USUAL);
        RelayClient.send(Ask.message().key(one)).isNativeError(429, "rate_limit_error");
        CompletableFuture<Reply> ofOther = RelayClient.begin(Ask.message().key(other));
        world.admin().change(one, "{\"limits\":{\"concurrency\":2}}");
        CompletableFuture<Reply> second = RelayClient.begin(Ask.message().key(one));
        Patience.until(
                "three calls are under way", () -> world.upstream().exchanges().size() == 3);
        hold.release();

        assertThat(List.of(first, ofOther, second))
                .allSatisfy(reply -> reply.join().isFine());
    }

    @Test
    void countsTokensWithoutTakingASlot() throws Exception {
        world.account();
        Key key = world.key(",\"limits\":{\"concurrency\":1}");
        Hold hold = new Hold();
        world.upstream().next(Behaviours.normal().stallBeforeHead(hold));
        CompletableFuture<Reply> running = RelayClient.begin(Ask.message().key(key));
        hold.awaitReached(Patience.USUAL);

        RelayClient.send(Ask.post("/v1/messages/count_tokens", Prompt.plain()).key(key))
                .isFine();

        hold.release();
        running.join().isFine();
    }
}
