package org.llmrelay.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.llmrelay.ManualClock;
import org.llmrelay.account.Account;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.account.Pass;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.provider.Minting;
import org.llmrelay.provider.TokenAnswer;
import org.llmrelay.secret.Secret;

class MintTest {
    private static final Account ACCOUNT = account("p1");

    private final ManualClock clock = ManualClock.atNoon();
    private final List<CompletableFuture<TokenAnswer>> asked = new ArrayList<>();
    private final Minting minting = (account, errand) -> {
        CompletableFuture<TokenAnswer> answer = new CompletableFuture<>();
        asked.add(answer);
        return answer;
    };
    private final RenewalNotes notes = new RenewalNotes();
    private final Mint mint = new Mint(
            new Renewal.Ways(request -> new CompletableFuture<>(), Runnable::run, clock, new Random(7), notes));

    private static Account account(String project) {
        Connection connection = new Connection(Map.of("project", project), Map.of(), Map.of());
        return new Account("a", "vertex", new Account.Profile("A", true, 50), connection, Instant.EPOCH);
    }

    private void grant(int question, String token) {
        Instant end = clock.instant().plus(Duration.ofHours(1));
        asked.get(question)
                .complete(new TokenAnswer.Granted(new Pass(Secret.of(token), null, end, List.of(), Map.of())));
    }

    private static String token(CompletableFuture<Access> access) {
        Access.Ready ready = (Access.Ready) access.join();
        return ready.account()
                .connection()
                .secret(Connection.ACCESS_TOKEN)
                .orElseThrow()
                .reveal();
    }

    private CompletableFuture<Access> fresh() {
        return mint.fresh(ACCOUNT, minting);
    }

    private void ask() {
        CompletableFuture<Access> unused = fresh();
    }

    @Test
    void asksOnceForAllWhoWaitAndRemembersTheToken() {
        CompletableFuture<Access> first = fresh();
        CompletableFuture<Access> second = fresh();
        assertThat(first).isNotDone();

        grant(0, "one");

        assertThat(token(first)).isEqualTo("one");
        assertThat(token(second)).isEqualTo("one");
        assertThat(token(fresh())).isEqualTo("one");
        assertThat(asked).hasSize(1);
    }

    @Test
    void renewsAheadOfTheEndWithoutKeepingAnybodyWaiting() {
        ask();
        grant(0, "one");
        clock.advance(Duration.ofMinutes(56));

        assertThat(token(fresh())).isEqualTo("one");
        assertThat(token(fresh())).isEqualTo("one");
        assertThat(asked).hasSize(2);
        grant(1, "two");

        assertThat(token(fresh())).isEqualTo("two");
    }

    @Test
    void pausesBetweenRenewalsThatFail() {
        ask();
        grant(0, "one");
        clock.advance(Duration.ofMinutes(56));
        ask();
        asked.get(1).complete(new TokenAnswer.Unclear("status-503"));

        assertThat(token(fresh())).isEqualTo("one");
        assertThat(asked).hasSize(2);
        clock.advance(Duration.ofSeconds(10));
        ask();
        assertThat(asked).hasSize(3);
    }

    @Test
    void waitsForANewTokenWhenTheOldOneIsOver() {
        ask();
        grant(0, "one");
        clock.advance(Duration.ofHours(1));

        CompletableFuture<Access> waiting = fresh();
        assertThat(waiting).isNotDone();
        grant(1, "two");

        assertThat(token(waiting)).isEqualTo("two");
    }

    @Test
    void asksAnewWhenTheAccountWasChanged() {
        ask();
        grant(0, "one");

        CompletableFuture<Access> other = mint.fresh(account("p2"), minting);
        grant(1, "two");

        assertThat(token(other)).isEqualTo("two");
    }

    @Test
    void asksAnewAfterARefusalUnlessThatHasHappenedMeanwhile() {
        ask();
        grant(0, "one");
        long version = ((Access.Ready) fresh().join()).version();
        assertThat(version).isPositive();

        CompletableFuture<Access> renewed = mint.afterRefusal(ACCOUNT, version, minting);
        grant(1, "two");
        CompletableFuture<Access> late = mint.afterRefusal(ACCOUNT, version, minting);

        assertThat(token(renewed)).isEqualTo("two");
        assertThat(token(late)).isEqualTo("two");
        assertThat(asked).hasSize(2);
    }

    @Test
    void saysWhyThereIsNoToken() {
        CompletableFuture<Access> refused = fresh();
        asked.get(0).complete(new TokenAnswer.Refused("invalid_grant", true));
        CompletableFuture<Access> unclear = fresh();
        asked.get(1).complete(new TokenAnswer.Unclear("upstream-unreachable"));
        CompletableFuture<Access> broken = fresh();
        asked.get(2).completeExceptionally(new IllegalStateException("a bug"));

        assertThat(kind(refused)).isEqualTo(FailureKind.UPSTREAM_UNAUTHORIZED);
        assertThat(kind(unclear)).isEqualTo(FailureKind.UPSTREAM_UNREACHABLE);
        assertThat(kind(broken)).isEqualTo(FailureKind.UPSTREAM_UNREACHABLE);
        assertThat(notes.all()).anyMatch(note -> note.contains("invalid_grant"));
    }

    private static FailureKind kind(CompletableFuture<Access> access) {
        return ((Access.Denied) access.join()).fault().kind();
    }
}
