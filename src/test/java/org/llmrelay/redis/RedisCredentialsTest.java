package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.ManualClock;
import org.llmrelay.account.Account;
import org.llmrelay.account.Credential;
import org.llmrelay.account.Credentials;
import org.llmrelay.account.CredentialsContract;
import org.llmrelay.account.Passes;
import org.llmrelay.secret.Secret;
import org.llmrelay.secret.Vault;
import redis.clients.jedis.Jedis;

class RedisCredentialsTest extends CredentialsContract {
    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final RedisStore store = nodes.deafNode();

    @Override
    protected Credentials credentials() {
        return store.credentials();
    }

    @Override
    protected ManualClock clock() {
        return nodes.clock();
    }

    private Credential fresh(String access) {
        Instant now = clock().instant();
        return Passes.credential(Passes.pass(access, "refresh-" + access, now.plusSeconds(3600)), now);
    }

    private static Account account(String name) {
        return new Account(
                "a",
                "claude-oauth",
                new Account.Profile(name, true, 50),
                new Account.Connection(Map.of(), Map.of(), Map.of()),
                Instant.EPOCH);
    }

    @Test
    void anotherNodeHearsOfARenewal() {
        RedisStore other = nodes.node();
        Credential first = store.credentials().save("a", fresh("1"));
        Await.until(() -> other.credentials().of("a").equals(Optional.of(first)));

        Credential second = first.renewed(fresh("2").pass(), clock().instant());
        store.credentials().replace("a", second);

        Await.until(() -> other.credentials().of("a").equals(Optional.of(second)));
    }

    @Test
    void aNodeThatHeardNothingAsksForAnAccountItDoesNotKnow() {
        RedisStore deaf = nodes.deafNode();
        Credential saved = store.credentials().save("a", fresh("1"));

        assertThat(deaf.credentials().of("a")).contains(saved);
    }

    @Test
    void neitherAnEditNorARenewalOverwritesTheOther() {
        store.accounts().save(account("before"));
        Credential first = store.credentials().save("a", fresh("1"));
        Credential second = first.renewed(fresh("2").pass(), clock().instant());

        store.credentials().replace("a", second);
        store.accounts().save(account("after"));

        assertThat(store.accounts().find("a").map(Account::name)).contains("after");
        assertThat(nodes.deafNode().credentials().of("a")).contains(second);
    }

    @Test
    void goesWithItsAccount() {
        RedisStore other = nodes.node();
        store.accounts().save(account("a"));
        Credential saved = store.credentials().save("a", fresh("1"));
        store.credentials().claim("a", 1, Duration.ofMinutes(1), false);
        Await.until(() -> other.credentials().of("a").equals(Optional.of(saved)));

        store.accounts().delete("a");

        Await.until(() -> other.credentials().of("a").isEmpty());
        try (Jedis jedis = nodes.server().connect()) {
            assertThat(jedis.exists(RedisKeys.CREDENTIALS)).isFalse();
            assertThat(jedis.exists(RedisKeys.RENEWALS)).isFalse();
        }
    }

    @Test
    void isSealedForItsAccount() {
        store.credentials().save("a", fresh("the-access-token"));

        try (Jedis jedis = nodes.server().connect()) {
            String record = jedis.hget(RedisKeys.CREDENTIALS, "a");
            assertThat(record).startsWith("1|").doesNotContain("the-access-token");
            jedis.hset(RedisKeys.CREDENTIALS, "b", record);
        }

        assertThat(nodes.deafNode().credentials().of("b")).isEmpty();
        assertThat(nodes.events().unreadable()).contains("b");
    }

    @Test
    void leavesOutWhatAnotherMasterSealed() {
        store.credentials().save("a", fresh("1"));
        RedisStore stranger = nodes.deafNode(new Vault(Secret.of("another master of 32 characters or more")));

        assertThat(stranger.credentials().of("a")).isEmpty();
        assertThat(stranger.credentials().of("a")).isEmpty();
        assertThat(stranger.credentials().isUnreadable("a")).isTrue();
        assertThat(stranger.credentials().claim("a", 1, Duration.ofMinutes(1), false))
                .isEqualTo(new Credentials.Claim.Unreadable());
        assertThat(nodes.events().unreadable()).containsExactly("a");
        assertThat(store.credentials().of("a")).isPresent();
        stranger.credentials().save("a", fresh("2"));
        assertThat(stranger.credentials().isUnreadable("a")).isFalse();
        assertThat(stranger.credentials().of("a")).isPresent();
    }
}
