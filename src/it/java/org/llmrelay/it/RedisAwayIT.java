package org.llmrelay.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.fake.Behaviours;
import org.llmrelay.fake.Hold;
import org.llmrelay.fake.MessageScript;

/** What the relay does while its store does not answer. */
@ExtendWith(ArquillianExtension.class)
class RedisAwayIT {
    private static final Duration SOON = Duration.ofSeconds(3);

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private final RedisProcess redis = RedisProcess.ofTheRelay();

    @AfterEach
    void wakeRedis() {
        redis.wake();
        Patience.until(
                "the relay is ready",
                () -> RelayClient.send(Ask.get("/health/ready")).status() == 200);
    }

    @Test
    void refusesCallsInTimeAndNativelyAndWorksAgainAfterwards() {
        world.account();
        Key key = world.key();
        List<Ask> asks = List.of(
                Ask.stream().key(key), Ask.message().key(key), Ask.message().with("x-api-key", "cr_" + "a".repeat(43)));
        RelayClient.send(asks.get(0)).isFine();

        redis.pause();
        asks.forEach(ask -> requireRefusalInTime(ask));
        List<CompletableFuture<Reply>> many = RelayClient.begin(asks.get(0), 40);
        many.forEach(reply -> requireRefusal(reply.join()));
        redis.wake();

        Patience.until(
                "calls go through again", () -> RelayClient.send(asks.get(0)).status() == 200);
        for (int i = 0; i < 20; i++) {
            RelayClient.send(asks.get(0)).isFine();
        }
    }

    private static void requireRefusalInTime(Ask ask) {
        long start = System.nanoTime();
        Reply reply = RelayClient.send(ask);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        requireRefusal(reply);
        assertThat(took).isLessThan(SOON);
    }

    private static void requireRefusal(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isIn(503, 529);
        reply.isNativeError(reply.status(), reply.status() == 503 ? "api_error" : "overloaded_error");
        assertThat(Integer.parseInt(reply.header("retry-after"))).isPositive();
    }

    @Test
    void letsStreamsRunOnAndBooksThemWhenItCan() throws Exception {
        world.account();
        Key key = world.key(",\"limits\":{\"concurrency\":1}");
        Hold hold = new Hold();
        world.upstream().next(Behaviours.stream(MessageScript.full()).stallAfterEvents(3, hold));
        try (WireCaller caller = new WireCaller()) {
            caller.ask(Ask.stream().key(key)).readHead();
            String begun = caller.readEvents(3);

            redis.pause();
            hold.release();
            String rest = new String(caller.readBody(), UTF_8);

            assertThat(begun + rest).isEqualTo(new String(Events.bytes(MessageScript.full()), UTF_8));
        }
        redis.wake();

        Usages.require(
                world.booked(key).path("usage"),
                MessageScript.full().tokens(),
                MessageScript.full().tokens().output());
        assertThat(world.admin().usage(key).path("overall").path("calls").asInt())
                .isEqualTo(1);
        RelayClient.send(Ask.message().key(key)).isFine();
    }

    @Test
    void letsCallsPassWhereAllLimitsSaySoAndBooksThemOnce() {
        world.account();
        Key key = world.key(",\"limits\":{\"concurrency\":2,\"when_store_away\":\"pass\",\"rules\":["
                + "{\"unit\":\"requests\",\"period\":{\"kind\":\"day\"},\"most\":100,\"when_store_away\":\"pass\"}]}");
        Key strict = world.key(",\"limits\":{\"concurrency\":2,\"when_store_away\":\"pass\",\"rules\":["
                + "{\"unit\":\"requests\",\"period\":{\"kind\":\"day\"},\"most\":100}]}");
        RelayClient.send(Ask.message().key(key)).isFine();
        RelayClient.send(Ask.message().key(strict)).isFine();

        redis.pause();
        RelayClient.begin(Ask.message().key(key), 3)
                .forEach(reply -> reply.join().isFine());
        RelayClient.send(Ask.stream().key(key)).isFine();
        requireRefusal(RelayClient.send(Ask.message().key(strict)));
        redis.wake();

        assertThat(world.booked(key, 5)).hasSize(5);
        JsonNode standing = Patience.until(
                "no call runs",
                () -> world.admin().standing(key),
                seen -> seen.path("running").asInt() == 0);
        assertThat(standing.path("rules").get(0).path("spent").asInt()).isEqualTo(5);
        assertThat(world.admin().usage(key).path("overall").path("calls").asInt())
                .isEqualTo(5);
        assertThat(world.booked(strict, 1)).hasSize(1);
    }

    @Test
    void goesOnWhenItsScriptsAreForgotten() {
        world.account();
        Key key = world.key(",\"limits\":{\"concurrency\":3}");
        RelayClient.send(Ask.stream().key(key)).isFine();
        assertThat(world.booked(key, 1)).hasSize(1);

        redis.forgetScripts();
        RelayClient.send(Ask.stream().key(key)).isFine();

        assertThat(world.booked(key, 2)).hasSize(2);
    }

    @Test
    void saysThatItIsNotReadyButAlive() {
        redis.pause();

        Reply reply = Patience.until(
                "the relay has noticed",
                () -> RelayClient.send(Ask.get("/health/ready")),
                ready -> ready.status() == 503);

        assertThat(reply.text()).contains("redis");
        RelayClient.send(Ask.get("/health")).isFine();
    }

    @Test
    void tellsOperatorsToComeBack() {
        redis.pause();

        Reply reply = world.admin().send(Ask.post("/keys", "{\"name\":\"a test\"}"));

        assertThat(reply.status()).as(reply.text()).isEqualTo(503);
        assertThat(reply.header("content-type")).startsWith("application/problem+json");
        assertThat(reply.header("retry-after")).isNotEmpty();
    }

    @Test
    void goesOnWhenItsConnectionsAreDropped() {
        world.account();
        Key key = world.key();
        RelayClient.send(Ask.stream().key(key)).isFine();

        redis.dropConnections();

        Patience.until(
                "calls go through again",
                () -> RelayClient.send(Ask.stream().key(key)).status() == 200);
        world.admin().change(key, "{\"enabled\":false}");
        RelayClient.send(Ask.stream().key(key)).isNativeError(403, "permission_error");
    }
}
