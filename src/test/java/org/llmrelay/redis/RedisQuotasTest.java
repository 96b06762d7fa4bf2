package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.account.Quota;
import org.llmrelay.account.Quotas;
import org.llmrelay.account.QuotasContract;

class RedisQuotasTest extends QuotasContract {
    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final RedisStore store = nodes.deafNode();

    @Override
    protected Quotas quotas() {
        return store.quotas();
    }

    @Test
    void hearsWhatAnotherNodeWasTold() {
        Quotas here = nodes.node().quotas();
        Quota said = quota(window("7d_opus", "opus", 97), window("5h", null, 3));

        store.quotas().note("a1", said);

        Await.until(() -> here.of("a1").equals(said));
    }

    @Test
    void asksNothingOfRedisWhenItIsToldTheSameAgain() {
        store.quotas().note("a1", quota(window("5h", null, 41)));
        nodes.server().empty();

        store.quotas().note("a1", quota(window("5h", null, 41)));
        store.quotas().note("a1", quota(window("5h", null, 40)));

        assertThat(CommandCount.on(nodes.server()).all()).isZero();
    }

    @Test
    void goesByItsOwnKnowledgeWhileRedisIsAway() {
        Quota said = quota(window("5h", null, 41));
        try (RedisServer server = RedisServer.start();
                RedisStore lonely = nodes.deafNode(server.url())) {
            server.kill();

            lonely.quotas().note("a1", said);

            assertThat(lonely.quotas().of("a1")).isEqualTo(said);
            assertThat(nodes.events().notStored()).containsExactly("a1");
        }
    }
}
