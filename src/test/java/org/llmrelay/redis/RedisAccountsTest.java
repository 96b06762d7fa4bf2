package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.account.Account;
import org.llmrelay.account.Accounts;
import org.llmrelay.account.AccountsContract;
import org.llmrelay.account.Standings;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.secret.Secret;
import org.llmrelay.secret.Vault;
import redis.clients.jedis.Jedis;

class RedisAccountsTest extends AccountsContract {
    private static final Instant CREATED = Instant.parse("2026-02-01T08:00:00Z");

    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final RedisStore store = nodes.deafNode();

    @Override
    protected Accounts accounts() {
        return store.accounts();
    }

    @Override
    protected Standings standings() {
        return store.standings();
    }

    @Test
    void findsWhatAnotherNodeSavedBefore() {
        Account saved = account("a1", 50, CREATED);
        store.accounts().save(saved);

        assertThat(nodes.deafNode().accounts().all()).containsExactly(saved);
    }

    @Test
    void hearsWhatAnotherNodeSavesAndDeletes() {
        Accounts here = nodes.node().accounts();
        Accounts there = nodes.node().accounts();

        there.save(account("a1", 50, CREATED));
        Await.until(() -> here.find("a1").isPresent());

        there.delete("a1");
        Await.until(() -> here.all().isEmpty());
    }

    @Test
    void answersFromMemory() {
        store.accounts().save(account("a1", 50, CREATED));
        nodes.server().empty();

        store.accounts().all();
        store.accounts().find("a1");

        assertThat(CommandCount.on(nodes.server()).all()).isZero();
    }

    @Test
    void keepsSecretsSealed() {
        store.accounts().save(account("a1", 50, CREATED));

        try (Jedis jedis = nodes.server().connect()) {
            assertThat(jedis.hget(RedisKeys.ACCOUNT_RECORDS, "a1"))
                    .contains("https://upstream.example")
                    .doesNotContain("sk-of-a1");
        }
    }

    @Test
    void leavesOutAnAccountWhoseSecretDoesNotOpen() {
        Vault other = new Vault(Secret.of("another master of 32 characters or more"));
        nodes.deafNode(other).accounts().save(account("foreign", 1, CREATED));

        store.accounts().save(account("a1", 50, CREATED));

        assertThat(store.accounts().all()).extracting(Account::id).containsExactly("a1");
        assertThat(nodes.events().unreadable()).contains("foreign");
        assertThat(store.accounts().delete("foreign")).isTrue();
    }

    @Test
    void doesNotOpenASecretThatWasCopiedFromAnotherAccount() {
        store.accounts().save(account("a1", 50, CREATED));
        try (Jedis jedis = nodes.server().connect()) {
            String record = jedis.hget(RedisKeys.ACCOUNT_RECORDS, "a1");
            jedis.hset(RedisKeys.ACCOUNT_RECORDS, "thief", record.replace("\"a1\"", "\"thief\""));
        }

        assertThat(nodes.deafNode().accounts().all()).extracting(Account::id).containsExactly("a1");
        assertThat(nodes.events().unreadable()).containsExactly("thief");
    }

    @Test
    void leavesOutADamagedRecord() {
        try (Jedis jedis = nodes.server().connect()) {
            jedis.hset(RedisKeys.ACCOUNT_RECORDS, "broken", "{\"id\":");
            jedis.hset(RedisKeys.ACCOUNT_RECORDS, "empty", "{}");
        }

        store.accounts().save(account("a1", 50, CREATED));

        assertThat(store.accounts().all()).extracting(Account::id).containsExactly("a1");
        assertThat(nodes.events().unreadable()).containsExactlyInAnyOrder("broken", "empty");
    }

    @Test
    void answersWhileRedisIsAwayAndRefusesToSave() {
        try (RedisServer server = RedisServer.start();
                RedisStore lonely = nodes.deafNode(server.url())) {
            lonely.accounts().save(account("a1", 50, CREATED));
            server.kill();

            assertThat(lonely.accounts().find("a1")).isPresent();
            assertThatThrownBy(() -> lonely.accounts().save(account("a2", 50, CREATED)))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> lonely.accounts().delete("a1")).isInstanceOf(StoreUnavailableException.class);
        }
    }

    @Test
    void saysThatItCannotKnowBeforeItHasEverReadThem() {
        try (RedisServer server = RedisServer.start();
                RedisStore lonely = nodes.deafNode(server.url())) {
            server.kill();

            assertThatThrownBy(() -> lonely.accounts().all()).isInstanceOf(StoreUnavailableException.class);
        }
    }
}
