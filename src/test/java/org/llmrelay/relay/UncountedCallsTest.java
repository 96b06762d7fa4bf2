package org.llmrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.llmrelay.call.Ending;
import org.llmrelay.limit.Limits;
import org.llmrelay.limit.Period;
import org.llmrelay.limit.Rule;
import org.llmrelay.limit.Unit;
import org.llmrelay.stream.FakeExchange;
import org.llmrelay.stream.FakeSink;

/** Calls whose limits say that they pass while the store is away, and counts of tokens. */
class UncountedCallsTest {
    private static final String EVENT = "event: a\ndata: 1\n\n";

    private final World world = new World();
    private final FakeSink sink = new FakeSink();

    @Test
    void letsACallPassWithoutSlotsWhileTheStoreIsAwayAndBooksIt() {
        world.accounts("a");
        Rule budget = new Rule(Unit.TOKENS, new Period.Life(), 9, null, true, false, true);
        world.limits(new Limits(3, Limits.Queue.NONE, true, List.of(budget)));
        FakeExchange exchange = world.answers("a", FakeExchange.stream());
        world.storeAway = true;

        world.call(sink);
        world.await(exchange::isRead);

        assertThat(world.slotsHeld()).isZero();
        exchange.send(EVENT);
        exchange.end();
        assertThat(sink.text()).isEqualTo(EVENT);
        assertThat(world.booked().outcome().ending()).isEqualTo(Ending.COMPLETED);
        assertThat(world.spent(budget)).isEqualTo(1);
    }

    @Test
    void refusesOneKindOfLimitButNotAnotherWhileTheStoreIsAway() {
        world.accounts("a");
        Rule budget = new Rule(Unit.TOKENS, new Period.Life(), 9, null, true, false, true);
        world.limits(new Limits(0, Limits.Queue.NONE, List.of(budget, Rule.of(Unit.REQUESTS, new Period.Life(), 9))));
        world.storeAway = true;

        world.call(sink);

        assertThat(sink.text()).isEqualTo("store-unavailable 2");
    }

    @Test
    void countsTokensUnderLimitsOfTheirOwn() {
        world.accounts("a");
        Rule one = Rule.of(Unit.REQUESTS, new Period.Window(Duration.ofHours(1)), 1);
        world.limits(new Limits(0, Limits.Queue.NONE, List.of(one)));
        FakeExchange counted = world.answers("a", FakeExchange.document(200));

        world.count(new FakeSink());
        counted.send("{}");
        counted.end();
        world.count(sink);

        assertThat(sink.text()).isEqualTo("rate-limited 3600");
        assertThat(world.spent(one)).isZero();
        assertThat(world.ledger.latest(World.KEY, 10)).isEmpty();
    }

    @Test
    void countsTokensWhileTheStoreIsAwayWhereALimitSaysSo() {
        world.accounts("a");
        Rule passes = new Rule(Unit.REQUESTS, new Period.Life(), 1, null, true, false, true);
        world.limits(new Limits(0, Limits.Queue.NONE, List.of(passes)));
        FakeExchange counted = world.answers("a", FakeExchange.document(200));
        world.storeAway = true;

        world.count(sink);
        counted.send("{}");
        counted.end();

        assertThat(sink.status()).isEqualTo(200);
    }

    @Test
    void countsNoTokensWhileTheStoreIsAwayWhereALimitDoesNotSaySo() {
        world.accounts("a");
        world.limits(new Limits(0, Limits.Queue.NONE, List.of(Rule.of(Unit.REQUESTS, new Period.Life(), 1))));
        world.storeAway = true;

        world.count(sink);

        assertThat(sink.text()).isEqualTo("store-unavailable 2");
    }

    @Test
    void saysSoWhenTheStoreIsAway() {
        world.accounts("a");
        world.storeAway = true;

        world.call(sink);

        assertThat(sink.text()).isEqualTo("store-unavailable 2");
        assertThat(world.asked).isEmpty();
    }
}
