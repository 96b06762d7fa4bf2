package org.llmrelay.redis;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.ManualClock;
import org.llmrelay.limit.Gate;
import org.llmrelay.usage.Ledger;
import org.llmrelay.usage.LimitContract;

class RedisLimitTest extends LimitContract {
    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final RedisStore store = nodes.deafNode();

    @Override
    protected Gate gate() {
        return store.gate();
    }

    @Override
    protected Ledger ledger() {
        return store.ledger();
    }

    @Override
    protected ManualClock clock() {
        return nodes.clock();
    }
}
