package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.account.Account;
import org.llmrelay.account.Checks;
import org.llmrelay.account.ChecksContract;
import org.llmrelay.account.Checkup;

class RedisChecksTest extends ChecksContract {
    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final RedisStore store = nodes.deafNode();

    @Override
    protected Checks checks() {
        return store.checks();
    }

    @Test
    void goWithTheirAccount() {
        store.accounts()
                .save(new Account(
                        "a1",
                        "anthropic",
                        new Account.Profile("One", true, 1),
                        new Account.Connection(Map.of(), Map.of(), Map.of()),
                        Instant.EPOCH));
        store.checks().note("a1", new Checkup(Instant.EPOCH, Checkup.OK, 200, Duration.ZERO));

        store.accounts().delete("a1");

        assertThat(store.checks().of("a1")).isEmpty();
    }
}
