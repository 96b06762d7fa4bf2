package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.settings.OriginRules;
import org.llmrelay.settings.OriginRulesContract;
import org.llmrelay.settings.Origins;
import redis.clients.jedis.Jedis;

class RedisOriginRulesTest extends OriginRulesContract {
    private static final Origins ORIGINS = new Origins(List.of("https://chat.example"));

    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final RedisStore store = nodes.deafNode();

    @Override
    protected OriginRules rules() {
        return store.originRules();
    }

    @Test
    void otherNodesHearOfThemAndLaterOnesKnowThem() {
        RedisStore other = nodes.node();

        store.originRules().save(ORIGINS);

        Await.until(() -> other.originRules().current().equals(ORIGINS));
        RedisStore later = nodes.node();
        Await.until(() -> later.originRules().current().equals(ORIGINS));
    }

    @Test
    void allowNobodyWhileTheyAreDamaged() {
        RedisStore other = nodes.node();
        store.originRules().save(ORIGINS);
        Await.until(() -> other.originRules().current().equals(ORIGINS));

        try (Jedis jedis = nodes.server().connect()) {
            jedis.hset(RedisKeys.SETTINGS, "origins", "{\"allowed\":[\"nonsense\"]}");
            jedis.publish(RedisKeys.CHANGES, "settings");
        }

        Await.until(() -> other.originRules().current().equals(Origins.NONE));
        assertThat(store.originRules().current()).isEqualTo(ORIGINS);
    }
}
