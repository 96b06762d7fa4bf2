package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.key.ForeignHashing;
import org.llmrelay.secret.Resealing;
import org.llmrelay.secret.Secret;
import org.llmrelay.secret.Vault;
import redis.clients.jedis.Jedis;

class RedisForeignHashingTest {
    private static final Secret OLD = Secret.of("the encryption key of another one");

    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    @Test
    void isKnownToAllNodesAndKeptOnce() {
        RedisStore other = nodes.node();
        ForeignHashing hashing = nodes.deafNode().foreignHashing();

        hashing.add(OLD);
        hashing.add(OLD);
        nodes.deafNode().foreignHashing().add(OLD);

        assertThat(hashing.secrets()).containsExactly(OLD);
        Await.until(() -> other.foreignHashing().secrets().contains(OLD));
        assertThat(nodes.node().foreignHashing().secrets()).containsExactly(OLD);
    }

    @Test
    void liesSealedAndIsSealedAnewWithTheOthers() {
        Vault vault = new Vault(Secret.of("a master of 32 characters or more"));
        RedisStore store = nodes.deafNode(vault);
        store.foreignHashing().add(OLD);

        try (Jedis jedis = nodes.server().connect()) {
            assertThat(jedis.hgetAll(RedisKeys.FOREIGN_HASHING).toString()).doesNotContain(OLD.reveal());
        }
        assertThat(new Resealing(vault, store.sealedRecords()).progress())
                .filteredOn(progress -> progress.name().equals("foreign hashing"))
                .extracting(Resealing.Progress::current)
                .containsExactly(1);
    }

    @Test
    void namesWhatNoKeyOpens() {
        nodes.deafNode(new Vault(Secret.of("a lost master of 32 characters or more")))
                .foreignHashing()
                .add(OLD);

        assertThat(nodes.node().foreignHashing().secrets()).isEmpty();

        assertThat(nodes.events().unreadable()).hasSize(1);
    }
}
