package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.signin.Users;
import org.llmrelay.signin.UsersContract;

class RedisUsersTest extends UsersContract {
    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final RedisStore store = nodes.deafNode();

    @Override
    protected Users users() {
        return store.users();
    }

    @Test
    void saysThatItCannotKnowWhileRedisIsAway() {
        try (RedisServer server = RedisServer.start();
                RedisStore lonely = nodes.deafNode(server.url())) {
            server.kill();

            assertThatThrownBy(() -> lonely.users().isEmpty()).isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> lonely.users().find("ada")).isInstanceOf(StoreUnavailableException.class);
        }
    }
}
