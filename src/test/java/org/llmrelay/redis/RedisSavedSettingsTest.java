package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.settings.SavedSettings;
import org.llmrelay.settings.SavedSettingsContract;
import redis.clients.jedis.Jedis;

class RedisSavedSettingsTest extends SavedSettingsContract {

    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final RedisStore store = nodes.deafNode();

    @Override
    protected SavedSettings settings() {
        return store.savedSettings();
    }

    @Test
    void otherNodesHearOfThemAndLaterOnesKnowThem() {
        RedisStore other = nodes.node();

        assertThat(settings().replace(FIRST)).isTrue();

        Await.until(() -> other.savedSettings().current().equals(FIRST));
        RedisStore later = nodes.node();
        Await.until(() -> later.savedSettings().current().equals(FIRST));
    }

    @Test
    void holdWhatWasThereWhileTheRecordIsDamagedAndCanBeSavedAnew() {
        RedisStore other = nodes.node();
        assertThat(settings().replace(FIRST)).isTrue();
        Await.until(() -> other.savedSettings().current().equals(FIRST));

        try (Jedis jedis = nodes.server().connect()) {
            jedis.hset(RedisKeys.SETTINGS, "saved", "4|{\"numbers\":\"none\"}");
            jedis.publish(RedisKeys.CHANGES, "settings");
        }

        Await.until(() -> nodes.events().unreadable().contains("settings"));
        assertThat(other.savedSettings().current()).isEqualTo(FIRST);
        assertThat(other.savedSettings().latest()).isEqualTo(FIRST.as(4));
        assertThat(other.savedSettings().replace(FIRST.as(5))).isTrue();
        assertThat(other.savedSettings().current()).isEqualTo(FIRST.as(5));
    }
}
