package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.account.CoolDown;
import org.llmrelay.account.Standing;
import org.llmrelay.account.Standings;
import org.llmrelay.account.StandingsContract;
import redis.clients.jedis.Jedis;

class RedisStandingsTest extends StandingsContract {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final RedisStore store = nodes.deafNode();

    @Override
    protected Standings standings() {
        return store.standings();
    }

    @Test
    void hearsWhatAnotherNodeHoldsAgainstAnAccount() {
        Standings here = nodes.node().standings();
        Standings there = nodes.node().standings();

        there.coolDown("a1", coolDown("opus", MINUTE));
        Await.until(() -> here.of("a1").of("opus").isPresent());

        there.recovered("a1", "opus", "call");
        Await.until(() -> here.of("a1").equals(Standing.GOOD));

        there.coolDown("a1", coolDown("opus", MINUTE));
        Await.until(() -> here.of("a1").of("opus").isPresent());
        there.reset("a1", "reset", "ada");
        Await.until(() -> here.of("a1").equals(Standing.GOOD));
    }

    @Test
    void knowsAtItsStartWhatOtherNodesHoldAgainstAccounts() {
        CoolDown opus = coolDown("opus", MINUTE);
        CoolDown all = coolDown(CoolDown.ALL, MINUTE);
        store.standings().coolDown("a1", opus);
        store.standings().coolDown("a1", all);

        Standings late = nodes.node().standings();

        assertThat(late.of("a1").coolDowns()).containsExactlyInAnyOrder(opus, all);
    }

    @Test
    void findsTheLaterEndOfANodeThatItHasNotHeard() {
        CoolDown later = coolDown("opus", MINUTE.multipliedBy(2));
        nodes.deafNode().standings().coolDown("a1", later);

        CoolDown stands = store.standings().coolDown("a1", coolDown("opus", MINUTE));

        assertThat(stands).isEqualTo(later);
        assertThat(store.standings().of("a1").of("opus")).contains(later);
    }

    @Test
    void asksNothingOfRedisWhenAHealthyAccountSucceeds() {
        store.standings().coolDown("a1", coolDown("sonnet", MINUTE));
        nodes.server().empty();

        store.standings().recovered("a1", "opus", "call");
        store.standings().recovered("a2", "opus", "call");
        store.standings().of("a1");

        assertThat(CommandCount.on(nodes.server()).all()).isZero();
    }

    @Test
    void lendsTheProbeToOneNode() {
        assertThat(store.standings().claimProbe("a1", "opus", MINUTE)).isTrue();

        Standings other = nodes.deafNode().standings();

        assertThat(other.claimProbe("a1", "opus", MINUTE)).isFalse();
        try (Jedis jedis = nodes.server().connect()) {
            assertThat(jedis.pttl(RedisKeys.probe("a1", "opus")))
                    .isBetween(MINUTE.toMillis() - 10_000, MINUTE.toMillis());
            jedis.del(RedisKeys.probe("a1", "opus"));
        }
        assertThat(other.claimProbe("a1", "opus", MINUTE)).isTrue();
    }

    @Test
    void goesByItsOwnKnowledgeWhileRedisIsAway() {
        RecordedEvents events = nodes.events();
        try (RedisServer server = RedisServer.start();
                RedisStore lonely = nodes.deafNode(server.url())) {
            server.kill();
            CoolDown opus = coolDown("opus", MINUTE);

            assertThat(lonely.standings().coolDown("a1", opus)).isEqualTo(opus);
            assertThat(lonely.standings().of("a1").coolDowns()).containsExactly(opus);
            assertThat(lonely.standings().claimProbe("a1", "opus", MINUTE)).isTrue();
            assertThat(lonely.standings().claimProbe("a1", "opus", MINUTE)).isFalse();
            nodes.clock().advance(MINUTE);
            assertThat(lonely.standings().claimProbe("a1", "opus", MINUTE)).isTrue();
            lonely.standings().recovered("a1", "opus", "call");
            lonely.standings().reset("a2", "reset", "ada");

            assertThat(lonely.standings().of("a1")).isEqualTo(Standing.GOOD);
            assertThat(events.notStored()).containsExactly("a1", "a1", "a2");
        }
    }
}
