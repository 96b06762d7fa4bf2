package org.llmrelay.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.llmrelay.provider.SignInAttempt;
import org.llmrelay.secret.Secret;

/** What every store of sign-ins under way does. */
public abstract class PendingSignInsContract {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    protected abstract PendingSignIns pending();

    private static PendingSignIn signIn(String id) {
        SignInAttempt attempt = new SignInAttempt("code", "the state", Secret.of("the verifier"), Secret.of("dev"));
        return new PendingSignIn(id, "fake", "acc_1", "ada", attempt, Instant.parse("2026-03-01T12:10:00Z"));
    }

    @Test
    void givesBackAllThatWasSaved() {
        PendingSignIn bare = new PendingSignIn(
                "b", "fake", null, "ada", new SignInAttempt("code", "s", Secret.of("v"), null), Instant.EPOCH);

        pending().save(signIn("a"), TEN_MINUTES);
        pending().save(bare, TEN_MINUTES);

        assertThat(pending().find("a", "ada")).contains(signIn("a"));
        assertThat(pending().find("b", "ada")).contains(bare);
    }

    @Test
    void isForTheOperatorWhoBeganIt() {
        pending().save(signIn("a"), TEN_MINUTES);

        assertThat(pending().find("a", "bob")).isEmpty();
        assertThat(pending().take("a", "bob")).isEmpty();
        assertThat(pending().take("a", "ada")).contains(signIn("a"));
    }

    @Test
    void isTakenOnce() throws Exception {
        pending().save(signIn("a"), TEN_MINUTES);
        ExecutorService crowd = Executors.newFixedThreadPool(8);
        Callable<Optional<PendingSignIn>> taking = () -> pending().take("a", "ada");

        var takers =
                crowd.invokeAll(IntStream.range(0, 16).mapToObj(i -> taking).toList());
        crowd.shutdown();

        int taken = 0;
        for (Future<Optional<PendingSignIn>> taker : takers) {
            taken += taker.get().isPresent() ? 1 : 0;
        }
        assertThat(taken).isEqualTo(1);
        assertThat(pending().find("a", "ada")).isEmpty();
    }
}
