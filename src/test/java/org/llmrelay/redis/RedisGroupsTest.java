package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.account.Group;
import org.llmrelay.account.Groups;
import org.llmrelay.account.GroupsContract;
import org.llmrelay.account.Policy;
import redis.clients.jedis.Jedis;

class RedisGroupsTest extends GroupsContract {
    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final RedisStore store = nodes.deafNode();

    @Override
    protected Groups groups() {
        return store.groups();
    }

    @Test
    void hearsWhatAnotherNodeChanges() {
        Groups here = nodes.node().groups();
        Group group = new Group("grp_1", "One", Policy.WEIGHTED, Instant.EPOCH);

        store.groups().save(group);

        Await.until(() -> here.find("grp_1").filter(group::equals).isPresent());
    }

    @Test
    void leavesOutADamagedRecord() {
        try (Jedis jedis = nodes.server().connect()) {
            jedis.hset(RedisKeys.GROUPS, "grp_1", "{\"name\":");
        }

        assertThat(nodes.node().groups().all()).containsExactly(Group.USUAL);
        assertThat(nodes.events().unreadable()).contains("grp_1");
    }
}
