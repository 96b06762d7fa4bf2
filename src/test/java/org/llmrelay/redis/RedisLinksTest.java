package org.llmrelay.redis;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.key.Links;
import org.llmrelay.key.LinksContract;

class RedisLinksTest extends LinksContract {
    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final RedisStore store = nodes.deafNode();

    @Override
    protected Links links() {
        return store.links();
    }
}
