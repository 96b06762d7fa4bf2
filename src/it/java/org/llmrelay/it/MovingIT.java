package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.moving.OtherRelay;
import org.llmrelay.redis.RedisServer;
import redis.clients.jedis.Jedis;

/** People move here from another relay, whose Redis still runs. */
@ExtendWith(ArquillianExtension.class)
class MovingIT {
    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private final RedisServer other = RedisServer.start();
    private final String account = UUID.randomUUID().toString();
    private final Key key = new Key(
            UUID.randomUUID().toString(),
            Planted.remember("cr_" + UUID.randomUUID().toString().replace("-", "")));
    private final Key deleted = new Key(UUID.randomUUID().toString(), Planted.remember("cr_" + UUID.randomUUID()));
    private final String credential = Planted.credential();

    @AfterEach
    void close() {
        other.close();
        world.admin().delete(key);
    }

    private void fill() {
        String sealed = OtherRelay.sealed(credential, "claude-console-salt");
        OtherRelay relay = new OtherRelay()
                .account(
                        "claude_console_account:",
                        account,
                        "apiUrl",
                        world.upstream().baseUrl().toString(),
                        "apiKey",
                        sealed,
                        "accountType",
                        "dedicated")
                .key(key.id(), key.text(), "claudeConsoleAccountId", account, "totalCostLimit", "5")
                .key(deleted.id(), deleted.text(), "isDeleted", "true")
                .text("usage:cost:total:" + key.id(), "1.25");
        try (Jedis jedis = other.connect()) {
            relay.moveInto(jedis);
        }
    }

    private JsonNode bring(boolean dryRun) {
        Planted.remember(OtherRelay.ENCRYPTION_KEY);
        String form =
                Json.write(Map.of("url", other.url(), "encryption_key", OtherRelay.ENCRYPTION_KEY, "dry_run", dryRun));
        return world.admin().send(Ask.post("/import/redis", form)).isFine().json();
    }

    private String before() {
        try (Jedis jedis = other.connect()) {
            return jedis.hgetAll("apikey:" + key.id()) + " " + jedis.dbSize();
        }
    }

    @Test
    void keysOfTheOtherRelayWorkHereAsTheyDidThere() {
        fill();
        String there = before();
        RelayClient.send(Ask.message().key(key)).isNativeError(401, "authentication_error");

        JsonNode dry = bring(true);
        RelayClient.send(Ask.message().key(key)).isNativeError(401, "authentication_error");
        JsonNode done = bring(false);
        RelayClient.send(Ask.message().key(key)).isFine();
        JsonNode again = bring(false);
        RelayClient.send(Ask.message().key(key)).isFine();

        assertThat(dry.at("/counts/created").asInt()).isEqualTo(2);
        assertThat(done.get("records")).isEqualTo(dry.get("records"));
        assertThat(again.at("/counts/same").asInt()).isEqualTo(2);
        assertThat(again.at("/counts/left_out").asInt()).isEqualTo(1);
        assertThat(before()).isEqualTo(there);
        assertThat(world.upstream().exchanges())
                .extracting(exchange -> exchange.request().credential())
                .contains(credential);
        RelayClient.send(Ask.message().key(deleted)).isNativeError(401, "authentication_error");
        world.booked(key, 2);
        assertThat(spent()).isGreaterThanOrEqualTo(1_250_000);
    }

    /** Of the budget for the key's life, in micro-dollars. */
    private long spent() {
        return world.admin().standing(key).at("/rules/0/spent").asLong();
    }
}
