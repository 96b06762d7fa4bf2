package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.provider.SignInAttempt;
import org.llmrelay.renewal.PendingSignIn;
import org.llmrelay.renewal.PendingSignIns;
import org.llmrelay.renewal.PendingSignInsContract;
import org.llmrelay.secret.Secret;
import redis.clients.jedis.Jedis;

class RedisPendingSignInsTest extends PendingSignInsContract {
    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final RedisStore store = nodes.deafNode();

    @Override
    protected PendingSignIns pending() {
        return store.pendingSignIns();
    }

    @Test
    void livesAsLongAsItWasSaidAndKeepsItsSecretsSealed() {
        SignInAttempt attempt = new SignInAttempt("code", "s", Secret.of("the-verifier"), Secret.of("the-device"));

        pending().save(new PendingSignIn("x", "k", null, "ada", attempt, Instant.EPOCH), Duration.ofMinutes(10));

        try (Jedis jedis = nodes.server().connect()) {
            String key = RedisKeys.pendingSignIn("x");
            assertThat(jedis.pttl(key)).isBetween(590_000L, 600_000L);
            assertThat(jedis.hget(key, "record")).doesNotContain("the-verifier", "the-device");
        }
    }
}
