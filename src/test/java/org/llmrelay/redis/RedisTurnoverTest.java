package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.admission.Turnover;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Grant;
import org.llmrelay.key.KeyHash;
import org.llmrelay.limit.Entrants;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.Limits;
import org.llmrelay.limit.Period;
import org.llmrelay.limit.Rule;
import org.llmrelay.limit.Unit;

/** The round in which windows are reset, on two nodes. */
class RedisTurnoverTest {
    private static final Rule WINDOW = Rule.of(Unit.REQUESTS, new Period.Window(Duration.ofHours(1)), 9);

    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final RedisStore here = nodes.deafNode();
    private final RedisStore there = nodes.deafNode();

    private static Turnover turnover(RedisStore store) {
        return new Turnover(store.keys(), store.gate(), () -> store.claims().take("windows", Duration.ofMinutes(4)));
    }

    private void keyWith(int number, List<Rule> rules) {
        Grant grant = Grant.named("key " + number).with(new Limits(0, Limits.Queue.NONE, rules));
        ApiKey.Imprint imprint = new ApiKey.Imprint(new KeyHash("%064x".formatted(number)), "");
        here.keys().save(new ApiKey("k" + number, imprint, grant, null, Instant.EPOCH.plusSeconds(number)));
    }

    @Test
    void oneNodeResetsTheWindowsOfAllKeys() {
        for (int i = 0; i < 450; i++) {
            keyWith(i, i % 3 == 0 ? List.of() : List.of(WINDOW));
        }
        for (int i : List.of(1, 100, 449)) {
            here.gate()
                    .enter(Entrants.entrant("k" + i, "c1", nodes.clock().instant(), List.of(new Gate.Hold(WINDOW, 1))));
        }
        nodes.clock().advance(Duration.ofHours(26));

        assertThat(turnover(there).run()).isEqualTo(3);
        assertThat(turnover(here).run()).isZero();
        assertThat(here.gate().meters("k1", List.of(WINDOW)).get(0).spent()).isZero();
    }

    @Test
    void leavesItToTheNodeWhoseTurnItIs() {
        keyWith(1, List.of(WINDOW));
        here.gate().enter(Entrants.entrant("k1", "c1", nodes.clock().instant(), List.of(new Gate.Hold(WINDOW, 1))));
        nodes.clock().advance(Duration.ofHours(26));
        assertThat(there.claims().take("windows", Duration.ofMinutes(4))).isTrue();

        assertThat(turnover(here).run()).isZero();
    }
}
