package org.llmrelay.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.llmrelay.renewal.Nodes.ACCOUNT;
import static org.llmrelay.renewal.Nodes.token;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrelay.account.Account;
import org.llmrelay.account.Credential;
import org.llmrelay.account.Credentials;
import org.llmrelay.account.Passes;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.provider.TokenAnswer;

class RenewalTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final TokenAnswer REUSED = new TokenAnswer.Refused("refresh_token_reused", true);

    private final Nodes nodes = new Nodes();
    private final Renewal node = nodes.node();

    @Test
    void passesOnAccountsThatNeedNoSignIn() {
        Account keyed = new Account("k", "by key", ACCOUNT.profile(), ACCOUNT.connection(), Instant.EPOCH);

        assertThat(node.fresh(keyed).join()).isEqualTo(new Access.Ready(keyed, 0));
    }

    @Test
    void takesATokenThatIsGoodFromMemory() {
        nodes.signedIn(HOUR);

        assertThat(node.fresh(ACCOUNT)).isCompleted();
        assertThat(token(node.fresh(ACCOUNT))).isEqualTo("first");
        assertThat(nodes.oauth.renewed()).isEmpty();
    }

    @Test
    void renewsATokenThatIsOver() {
        nodes.signedIn(HOUR);
        nodes.clock.advance(HOUR);
        nodes.oauth.grants(nodes.pass("second", HOUR));

        assertThat(token(node.fresh(ACCOUNT))).isEqualTo("second");

        assertThat(nodes.notes.all()).containsExactly("a renewed 2");
        assertThat(token(nodes.node().fresh(ACCOUNT))).isEqualTo("second");
    }

    @Test
    void keepsWhatTheServerLeavesOut() {
        nodes.signedIn(HOUR);
        nodes.clock.advance(HOUR);
        nodes.oauth.grants(Passes.pass("second", null, nodes.clock.instant().plus(HOUR)));

        token(node.fresh(ACCOUNT));

        Credential renewed = nodes.credentials.of("a").orElseThrow();
        assertThat(renewed.pass().refresh())
                .isEqualTo(Passes.pass("x", "first refresh", null).refresh());
        assertThat(renewed.pass().facts()).containsEntry("organization", "Acme");
        assertThat(renewed.consent().operator()).isEqualTo("ada");
    }

    @Test
    void asksOnceForFiftyCallsOnTwoNodes() {
        Renewal other = nodes.node();
        nodes.signedIn(HOUR);
        nodes.clock.advance(HOUR);
        CompletableFuture<TokenAnswer> answer = nodes.oauth.answersLater();
        List<CompletableFuture<Access>> calls = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            calls.add(node.fresh(ACCOUNT));
            calls.add(other.fresh(ACCOUNT));
        }
        assertThat(calls).noneMatch(CompletableFuture::isDone);

        answer.complete(new TokenAnswer.Granted(nodes.pass("second", HOUR)));

        assertThat(calls).allSatisfy(call -> assertThat(token(call)).isEqualTo("second"));
        assertThat(nodes.oauth.renewed()).hasSize(1);
    }

    @Test
    void neverOverwritesANewerTokenAfterACrashBetweenAnswerAndWrite() {
        nodes.signedIn(HOUR);
        nodes.clock.advance(HOUR);
        Queue<Runnable> stalled = new ArrayDeque<>();
        Renewal slow = nodes.node(nodes.credentials, stalled::add);
        CompletableFuture<Access> waiting = slow.fresh(ACCOUNT);
        nodes.oauth.grants(nodes.pass("slow", HOUR));
        stalled.remove().run();
        assertThat(stalled).as("the answer is there and not written").hasSize(1);
        nodes.clock.advance(Duration.ofMinutes(2));
        nodes.oauth.grants(nodes.pass("quick", HOUR));

        assertThat(token(node.fresh(ACCOUNT))).isEqualTo("quick");
        stalled.remove().run();

        assertThat(token(waiting)).isEqualTo("quick");
        assertThat(nodes.credentials.of("a").orElseThrow().version()).isEqualTo(2);
        assertThat(token(nodes.node().fresh(ACCOUNT))).isEqualTo("quick");
    }

    @Test
    void isNotFooledByARefusalOfATokenThatSomebodyElseHasJustUsed() {
        nodes.signedIn(HOUR);
        nodes.clock.advance(HOUR);
        CompletableFuture<TokenAnswer> refusal = nodes.oauth.answersLater();
        CompletableFuture<Access> waiting = node.fresh(ACCOUNT);
        Credential old = nodes.credentials.of("a").orElseThrow();
        nodes.credentials.replace("a", old.renewed(nodes.pass("other's", HOUR), nodes.clock.instant()));

        refusal.complete(REUSED);

        assertThat(token(waiting)).isEqualTo("other's");
        assertThat(nodes.needsSignIn()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"invalid_grant", "refresh_token_reused"})
    void leavesAnAccountAtOnceWhoseGrantIsGone(String code) {
        nodes.signedIn(HOUR);
        nodes.clock.advance(HOUR);
        nodes.oauth.answers(new TokenAnswer.Refused(code, true));

        assertThat(token(node.fresh(ACCOUNT))).isEqualTo("upstream-unauthorized");

        assertThat(nodes.needsSignIn()).isTrue();
        assertThat(nodes.notes.all()).containsExactly("a needs sign-in " + code);
        nodes.clock.advance(Duration.ofDays(30));
        assertThat(token(nodes.node().fresh(ACCOUNT))).isEqualTo("upstream-unauthorized");
        node.renewDue();
        assertThat(nodes.oauth.renewed()).hasSize(1);
    }

    @Test
    void comesBackWhenTheOperatorForcesARenewal() {
        nodes.signedIn(HOUR);
        nodes.clock.advance(HOUR);
        nodes.oauth.answers(REUSED);
        token(node.fresh(ACCOUNT));
        nodes.oauth.grants(nodes.pass("second", HOUR));

        assertThat(node.now(ACCOUNT).map(Nodes::token)).contains("second");

        assertThat(nodes.needsSignIn()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"status-503", "upstream-unreachable", "invalid_client"})
    void triesAgainLaterAfterAnyOtherFailure(String code) {
        nodes.signedIn(HOUR);
        nodes.clock.advance(HOUR);
        nodes.oauth.answers(
                code.equals("invalid_client") ? new TokenAnswer.Refused(code, false) : new TokenAnswer.Unclear(code));

        assertThat(token(node.fresh(ACCOUNT))).isEqualTo("upstream-unreachable");

        assertThat(nodes.notes.all()).containsExactly("a postponed " + code);
        assertThat(nodes.needsSignIn()).isFalse();
        assertThat(token(nodes.node().fresh(ACCOUNT))).isEqualTo("upstream-unreachable");
        assertThat(nodes.oauth.renewed()).hasSize(1);
        nodes.clock.advance(Duration.ofSeconds(6));
        nodes.oauth.grants(nodes.pass("second", HOUR));
        assertThat(token(node.fresh(ACCOUNT))).isEqualTo("second");
    }

    @Test
    void saysHowLongThePauseIs() {
        nodes.signedIn(HOUR);
        nodes.clock.advance(HOUR);
        nodes.oauth.answers(new TokenAnswer.Unclear("status-500"));
        token(node.fresh(ACCOUNT));

        Access.Denied denied = (Access.Denied) nodes.node().fresh(ACCOUNT).join();

        assertThat(denied.fault().retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5));
    }

    @Test
    void renewsAheadOfTheEnd() {
        nodes.signedIn(HOUR);
        node.renewDue();
        nodes.clock.advance(HOUR.minusMinutes(7));
        node.renewDue();
        assertThat(nodes.oauth.renewed()).isEmpty();
        nodes.oauth.grants(nodes.pass("second", HOUR));

        nodes.clock.advance(Duration.ofMinutes(2));
        node.renewDue();
        nodes.node().renewDue();

        assertThat(nodes.oauth.renewed()).hasSize(1);
        assertThat(token(node.fresh(ACCOUNT))).isEqualTo("second");
    }

    @Test
    void doesNotRenewShortTokensAllTheTime() {
        nodes.signedIn(Duration.ofMinutes(3));
        node.renewDue();
        nodes.clock.advance(Duration.ofSeconds(119));
        node.renewDue();
        assertThat(nodes.oauth.renewed()).isEmpty();
        nodes.oauth.grants(nodes.pass("second", HOUR));

        nodes.clock.advance(Duration.ofSeconds(2));
        node.renewDue();

        assertThat(nodes.oauth.renewed()).hasSize(1);
    }

    @Test
    void leavesCallsAloneWhenARenewalAheadFails() {
        nodes.signedIn(HOUR);
        nodes.clock.advance(HOUR.minusMinutes(4));
        nodes.oauth.answers(new TokenAnswer.Unclear("status-500"));

        node.renewDue();

        assertThat(token(node.fresh(ACCOUNT))).isEqualTo("first");
    }

    @Test
    void renewsOnceWhenATokenIsRefusedBeforeItsEnd() {
        nodes.signedIn(HOUR);
        nodes.oauth.grants(nodes.pass("second", HOUR));

        assertThat(token(node.afterRefusal(ACCOUNT, 1))).isEqualTo("second");
        assertThat(token(node.afterRefusal(ACCOUNT, 1))).isEqualTo("second");

        assertThat(nodes.oauth.renewed()).hasSize(1);
    }

    @Test
    void hasNothingToOfferForALongLivedTokenThatIsRefused() {
        nodes.signedIn(Passes.pass("first", null, nodes.clock.instant().plus(HOUR)));

        assertThat(token(node.afterRefusal(ACCOUNT, 1))).isEqualTo("upstream-unauthorized");
        assertThat(node.now(ACCOUNT)).isEmpty();
    }

    @Test
    void usesALongLivedTokenToItsEndAndNoLonger() {
        nodes.signedIn(Passes.pass("first", null, nodes.clock.instant().plus(HOUR)));
        nodes.clock.advance(HOUR.minusSeconds(2));
        assertThat(token(node.fresh(ACCOUNT))).isEqualTo("first");

        nodes.clock.advance(Duration.ofSeconds(2));

        assertThat(token(node.fresh(ACCOUNT))).isEqualTo("upstream-unauthorized");
        assertThat(nodes.needsSignIn()).isTrue();
    }

    @Test
    void wantsASignInForAnAccountThatHasNone() {
        assertThat(token(node.fresh(ACCOUNT))).isEqualTo("upstream-unauthorized");
        assertThat(nodes.needsSignIn()).isTrue();
    }

    @Test
    void usesANewTokenThatCannotBeStoredAndStoresItLater() {
        nodes.signedIn(HOUR);
        nodes.clock.advance(HOUR);
        AtomicInteger away = new AtomicInteger(1);
        Renewal unlucky = nodes.node(new ForgetfulStore(nodes.credentials, away), Runnable::run);
        nodes.oauth.grants(nodes.pass("second", HOUR));

        assertThat(token(unlucky.fresh(ACCOUNT))).isEqualTo("second");

        assertThat(nodes.notes.all()).contains("a not stored");
        assertThat(token(unlucky.fresh(ACCOUNT))).isEqualTo("second");
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (nodes.credentials.of("a").orElseThrow().version() < 2 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(nodes.credentials.of("a").orElseThrow().version()).isEqualTo(2);
        assertThat(nodes.oauth.renewed()).hasSize(1);
    }

    /** A store that is away for the first writes. */
    private record ForgetfulStore(Credentials store, AtomicInteger away) implements Credentials {
        @Override
        public Optional<Credential> of(String account) {
            return store.of(account);
        }

        @Override
        public boolean isUnreadable(String account) {
            return store.isUnreadable(account);
        }

        @Override
        public Credential save(String account, Credential credential) {
            return store.save(account, credential);
        }

        @Override
        public Claim claim(String account, long version, Duration lasting, boolean forced) {
            return store.claim(account, version, lasting, forced);
        }

        @Override
        public boolean replace(String account, Credential renewed) {
            if (away.getAndDecrement() > 0) {
                throw new StoreUnavailableException("away", new IllegalStateException());
            }
            return store.replace(account, renewed);
        }

        @Override
        public boolean failed(Claim.Held claim, Failure failure) {
            return store.failed(claim, failure);
        }
    }
}
