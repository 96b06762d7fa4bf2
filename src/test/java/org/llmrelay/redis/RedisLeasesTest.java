package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.ManualClock;
import org.llmrelay.call.Ending;
import org.llmrelay.call.Outcome;
import org.llmrelay.call.Usage;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.Leases;
import org.llmrelay.limit.Leases.Claim;
import org.llmrelay.limit.Leases.Taken;
import org.llmrelay.limit.LeasesContract;
import org.llmrelay.usage.Bookings;
import org.llmrelay.usage.LedgerEntry;

class RedisLeasesTest extends LeasesContract {
    private static final Duration LEASE = Duration.ofSeconds(60);

    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final RedisStore store = nodes.deafNode();

    @Override
    protected Leases leases() {
        return store.leases();
    }

    @Override
    protected Gate gate() {
        return store.gate();
    }

    @Override
    protected ManualClock clock() {
        return nodes.clock();
    }

    @Test
    void takesTheSameAccountAgainForTheSameCall() {
        store.leases().take(new Claim("a1", "c1", 0, LEASE, null));

        assertThat(store.leases().take(new Claim("a1", "c1", 0, LEASE, null))).isEqualTo(Taken.TAKEN);
    }

    @Test
    void countsTheCallsOfOtherNodesAsTheyWereToldLast() {
        RedisStore other = nodes.deafNode();
        take(store, "a1", "c1");
        take(store, "a2", "c2");
        take(other, "a1", "c3");
        store.journal().note(List.of());
        other.journal().note(List.of());
        take(store, "a1", "c4");

        assertThat(store.leases().running(List.of("a1", "a2", "a3"))).containsExactly(3L, 1L, 0L);
        assertThat(other.leases().running(List.of("a1", "a2", "a3"))).containsExactly(2L, 1L, 0L);

        store.leases().release("a1", "c1");
        store.ledger().book(Bookings.of(entry("c2")));
        store.journal().note(List.of());
        assertThat(other.leases().running(List.of("a1", "a2"))).containsExactly(2L, 0L);
    }

    private static void take(RedisStore node, String account, String call) {
        assertThat(node.leases().take(new Claim(account, call, 0, LEASE, null))).isEqualTo(Taken.TAKEN);
    }

    private static LedgerEntry entry(String call) {
        Outcome outcome = new Outcome(Ending.COMPLETED, 200, Usage.NONE, null, List.of(), null, Duration.ofMillis(3));
        return new LedgerEntry(call, Instant.EPOCH, "k1", "a2", "anthropic", "opus-4", true, null, outcome);
    }

    @Test
    void forgetsTheCallsOfANodeThatIsSilent() {
        RedisStore other = nodes.deafNode();
        take(other, "a1", "c1");
        other.journal().note(List.of());
        assertThat(store.leases().running("a1")).isEqualTo(1);

        nodes.clock().advance(Duration.ofSeconds(6));

        assertThat(store.leases().running("a1")).isZero();
    }

    @Test
    void anAccountThatIsLimitedWhileCallsRunCountsThemAll() {
        take(store, "a1", "c1");
        store.leases().take(new Claim("a1", "c2", 5, LEASE, null));

        assertThat(store.leases().running("a1")).isEqualTo(2);
        store.leases().release("a1", "c1");
        store.leases().release("a1", "c2");
        assertThat(store.leases().running("a1")).isZero();
    }

    @Test
    void findsTheSlotsOfOtherNodesTaken() {
        store.leases().take(new Claim("a1", "c1", 1, LEASE, null));

        assertThat(nodes.deafNode().leases().take(new Claim("a1", "c2", 1, LEASE, null)))
                .isEqualTo(Taken.SLOTS);
    }
}
