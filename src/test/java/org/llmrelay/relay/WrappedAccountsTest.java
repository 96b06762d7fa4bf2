package org.llmrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.llmrelay.call.Attempt;
import org.llmrelay.call.Ending;
import org.llmrelay.stream.FakeExchange;
import org.llmrelay.stream.FakeSink;

/** What providers say of answers before anything else sees them, and of faults that may be one credential's among several. */
class WrappedAccountsTest {
    private static final String LOUD = "EVENT: A\nDATA: 1\n\n";
    private static final String QUIET = "event: a\ndata: 1\n\n";

    private final World world = new World();
    private final FakeSink sink = new FakeSink();

    @Test
    void handsOnAnAnswerAsTheProviderUnwrapsIt() {
        world.wrapping("w");
        FakeExchange exchange = world.answers("w", FakeExchange.stream());

        world.call(sink);
        exchange.send(LOUD);
        exchange.send(LOUD);
        exchange.end();

        assertThat(sink.text()).isEqualTo(QUIET + QUIET);
        assertThat(exchange.credit()).isEqualTo(2L * LOUD.length());
        assertThat(world.booked().outcome().ending()).isEqualTo(Ending.COMPLETED);
        assertThat(world.booked().outcome().usage().input()).isEqualTo(2);
    }

    @Test
    void judgesTheFirstEventOfTheUnwrappedAnswer() {
        world.wrapping("w");
        world.accounts("b");
        FakeExchange bad = world.answers("w", FakeExchange.stream());
        FakeExchange good = world.answers("b", FakeExchange.stream());

        world.call(sink);
        bad.send("EVENT: ERROR\nDATA: X\n\n");
        good.send(QUIET);
        good.end();

        assertThat(sink.text()).isEqualTo(QUIET);
        assertThat(bad.isClosed()).isTrue();
    }

    @Test
    void asksTheSameAccountWithItsOtherCredential() {
        world.wrapping("w");
        FakeExchange refused = world.answers("w", FakeExchange.document(401));
        FakeExchange good = world.answers("w", FakeExchange.stream());

        world.call(sink);
        good.send(LOUD);
        good.end();

        assertThat(world.tokens).containsExactly("one", "two");
        assertThat(refused.isClosed()).isTrue();
        assertThat(sink.text()).isEqualTo(QUIET);
        assertThat(world.resting()).isEmpty();
        assertThat(world.booked().outcome().attempts())
                .extracting(Attempt::result)
                .containsExactly("ok");
    }

    @Test
    void givesTheAccountUpWhenAllItsCredentialsAreRefused() {
        world.wrapping("w");
        world.accounts("b");
        world.answers("w", FakeExchange.document(401));
        world.answers("w", FakeExchange.document(401));
        FakeExchange good = world.answers("b", FakeExchange.stream());

        world.call(sink);
        good.send(QUIET);
        good.end();

        assertThat(world.asked).containsExactly("w", "w", "b");
        assertThat(sink.text()).isEqualTo(QUIET);
        assertThat(world.resting()).containsExactly("w");
        assertThat(world.slotsHeld()).isZero();
    }

    @Test
    void takesAFaultThatIsTheAccountsAtItsWord() {
        world.wrapping("w");
        world.accounts("b");
        world.answers("w", FakeExchange.document(429));
        FakeExchange good = world.answers("b", FakeExchange.stream());

        world.call(sink);
        good.send(QUIET);
        good.end();

        assertThat(world.asked).containsExactly("w", "b");
        assertThat(world.booked().outcome().attempts().get(0).result()).isEqualTo("upstream-rate-limited");
    }
}
