package org.llmrelay.redis;

import java.time.Instant;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.ManualClock;
import org.llmrelay.claim.Claims;
import org.llmrelay.limit.Gate;
import org.llmrelay.usage.Archive;
import org.llmrelay.usage.Counters;
import org.llmrelay.usage.Ledger;
import org.llmrelay.usage.RetellingContract;

class RedisRetellingTest extends RetellingContract {
    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final RedisStore store = nodes.deafNode();

    /** Redis goes by a clock of its own when it names entries and forgets tables. */
    private final ManualClock clock =
            new ManualClock(Instant.ofEpochMilli(Instant.now().toEpochMilli()));

    @Override
    protected Gate gate() {
        return store.gate();
    }

    @Override
    protected Ledger ledger() {
        return store.ledger();
    }

    @Override
    protected Archive archive() {
        return store.archive();
    }

    @Override
    protected Counters counters() {
        return store.counters();
    }

    @Override
    protected Claims claims() {
        return store.claims();
    }

    @Override
    protected ManualClock clock() {
        return clock;
    }
}
