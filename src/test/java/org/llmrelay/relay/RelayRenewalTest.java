package org.llmrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.llmrelay.account.Pass;
import org.llmrelay.account.Passes;
import org.llmrelay.call.Attempt;
import org.llmrelay.provider.TokenAnswer;
import org.llmrelay.stream.FakeExchange;
import org.llmrelay.stream.FakeSink;

/** Calls to accounts that sign in. */
class RelayRenewalTest {
    private static final String EVENT = "event: a\ndata: 1\n\n";

    private final World world = new World();
    private final FakeSink sink = new FakeSink();

    private Pass second() {
        return Passes.pass("second token", "refresh 2", world.now.plusSeconds(7200));
    }

    private FakeExchange streams(String account) {
        return world.answers(account, FakeExchange.stream());
    }

    private static void finish(FakeExchange good) {
        good.send(EVENT);
        good.end();
    }

    private void tokenIsOver() {
        world.now = world.now.plus(Duration.ofHours(1));
    }

    @Test
    void signsACallWithTheToken() {
        world.signedIn("s");
        FakeExchange good = streams("s");

        world.call(sink);
        finish(good);

        assertThat(sink.text()).isEqualTo(EVENT);
        assertThat(world.tokens).containsExactly("first token");
    }

    @Test
    void letsACallWaitForANewToken() {
        world.signedIn("s");
        tokenIsOver();
        CompletableFuture<TokenAnswer> answer = world.oauth.answersLater();
        FakeExchange good = streams("s");
        world.call(sink);
        assertThat(world.asked).isEmpty();

        answer.complete(new TokenAnswer.Granted(second()));
        finish(good);

        assertThat(sink.text()).isEqualTo(EVENT);
        assertThat(world.tokens).containsExactly("second token");
    }

    @Test
    void doesNotCallForACallerWhoLeftWhileWaiting() {
        world.signedIn("s");
        tokenIsOver();
        CompletableFuture<TokenAnswer> answer = world.oauth.answersLater();
        world.call(sink);

        sink.leave();
        answer.complete(new TokenAnswer.Granted(second()));

        assertThat(world.asked).isEmpty();
        assertThat(world.slotsHeld()).isZero();
        assertThat(world.openCalls.size()).isZero();
    }

    @Test
    void renewsATokenThatIsRefusedAndTriesTheSameAccountAgain() {
        world.signedIn("s");
        world.answers("s", FakeExchange.document(401));
        FakeExchange good = streams("s");
        world.oauth.grants(second());

        world.call(sink);
        finish(good);

        assertThat(sink.text()).isEqualTo(EVENT);
        assertThat(world.tokens).containsExactly("first token", "second token");
        assertThat(world.resting()).isEmpty();
    }

    @Test
    void givesAnAccountUpThatRefusesTheNewTokenToo() {
        world.signedIn("s");
        world.accounts("z");
        world.answers("s", FakeExchange.document(401));
        world.answers("s", FakeExchange.document(401));
        FakeExchange good = streams("z");
        world.oauth.grants(second());

        world.call(sink);
        finish(good);

        assertThat(sink.text()).isEqualTo(EVENT);
        assertThat(world.asked).containsExactly("s", "s", "z");
        assertThat(world.oauth.renewed()).hasSize(1);
        assertThat(world.resting()).containsExactly("s");
    }

    @Test
    void tellsWhatTheUpstreamSaidOfATokenThatCannotBeRenewed() {
        world.signedIn("s");
        world.credentials.save(
                "s", Passes.credential(Passes.pass("for a year", null, world.now.plusSeconds(3600)), world.now));
        world.answers("s", FakeExchange.document(401));

        world.call(sink);

        assertThat(world.booked().outcome().attempts())
                .extracting(Attempt::status, Attempt::result)
                .containsExactly(tuple(401, "upstream-unauthorized"));
        assertThat(world.resting()).containsExactly("s");
    }

    @Test
    void movesOnWhenSomebodyHasToSignInAnew() {
        world.signedIn("s");
        world.accounts("z");
        tokenIsOver();
        world.oauth.answers(new TokenAnswer.Refused("invalid_grant", true));
        FakeExchange good = streams("z");

        world.call(sink);
        finish(good);

        assertThat(sink.text()).isEqualTo(EVENT);
        assertThat(world.booked().outcome().attempts())
                .extracting(Attempt::result)
                .containsExactly("upstream-unauthorized", "ok");
        world.now = world.now.plus(Duration.ofDays(30));
        FakeSink later = new FakeSink();
        FakeExchange another = streams("z");
        world.call(later);
        finish(another);
        assertThat(world.asked).containsExactly("z", "z");
    }
}
