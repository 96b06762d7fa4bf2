package org.llmrelay.account;

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
import org.llmrelay.ManualClock;
import org.llmrelay.account.Credentials.Claim;
import org.llmrelay.account.Credentials.Failure;

/** What every store of sign-ins does. */
public abstract class CredentialsContract {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    protected abstract Credentials credentials();

    protected abstract ManualClock clock();

    private Credential saved(String access) {
        Instant now = clock().instant();
        Pass pass = Passes.pass(access, "refresh-" + access, now.plusSeconds(3600));
        return credentials().save("a", Passes.credential(pass, now));
    }

    private Credential after(Credential old, String access) {
        Instant now = clock().instant();
        return old.renewed(Passes.pass(access, "refresh-" + access, now.plusSeconds(3600)), now);
    }

    private Claim.Held held(long version) {
        return (Claim.Held) credentials().claim("a", version, MINUTE, false);
    }

    @Test
    void hasNothingOfAnAccountThatNeverSignedIn() {
        assertThat(credentials().of("a")).isEmpty();
        assertThat(credentials().claim("a", 1, MINUTE, false)).isEqualTo(new Claim.Missing());
    }

    @Test
    void givesBackAllThatWasSaved() {
        Instant now = clock().instant();
        Credential whole = Passes.credential(Passes.pass("t", "r", now), now);
        Credential bare = Passes.credential(Passes.pass("t", null, null), now);

        credentials().save("a", whole);
        credentials().save("b", bare);

        assertThat(credentials().of("a").orElseThrow())
                .isEqualTo(new Credential(whole.pass(), whole.consent(), now, 1));
        assertThat(credentials().of("b").orElseThrow().pass()).isEqualTo(bare.pass());
    }

    @Test
    void countsVersionsWhoeverWrites() {
        Credential first = saved("1");

        assertThat(credentials().replace("a", after(first, "2"))).isTrue();
        Credential third = saved("3");

        assertThat(first.version()).isEqualTo(1);
        assertThat(third.version()).isEqualTo(3);
    }

    @Test
    void letsOneOfManyRenew() throws Exception {
        Credential old = saved("1");
        ExecutorService crowd = Executors.newFixedThreadPool(8);
        Callable<Claim> claiming = () -> credentials().claim("a", old.version(), MINUTE, false);

        var claims =
                crowd.invokeAll(IntStream.range(0, 32).mapToObj(i -> claiming).toList());
        crowd.shutdown();

        int held = 0;
        for (Future<Claim> claim : claims) {
            held += claim.get() instanceof Claim.Held ? 1 : 0;
        }
        assertThat(held).isEqualTo(1);
    }

    @Test
    void handsTheNewerCredentialToWhoeverWantsToRenewAnOldOne() {
        Credential old = saved("1");
        Credential renewed = after(old, "2");
        credentials().replace("a", renewed);

        assertThat(credentials().claim("a", old.version(), MINUTE, false)).isEqualTo(new Claim.Newer(renewed));
    }

    @Test
    void freesAClaimThatWasNeverGivenBack() {
        Credential old = saved("1");
        Claim.Held lost = held(old.version());
        assertThat(credentials().claim("a", old.version(), MINUTE, false)).isInstanceOf(Claim.Taken.class);

        clock().advance(MINUTE.plusMillis(1));

        assertThat(held(old.version()).fence()).isGreaterThan(lost.fence());
    }

    @Test
    void neverLetsALateWriterOverwriteANewerCredential() {
        Credential old = saved("1");
        held(old.version());
        clock().advance(MINUTE.plusMillis(1));
        held(old.version());
        Credential newer = after(old, "newer");
        assertThat(credentials().replace("a", newer)).isTrue();

        assertThat(credentials().replace("a", after(old, "late"))).isFalse();

        assertThat(credentials().of("a")).contains(newer);
    }

    @Test
    void neverLetsARenewalOverwriteAnOperatorsSignIn() {
        Credential old = saved("1");
        Claim.Held claim = held(old.version());
        Credential operators = saved("operator's");

        assertThat(credentials().replace("a", after(old, "late"))).isFalse();
        assertThat(credentials().failed(claim, new Failure.Final("invalid_grant")))
                .isFalse();

        assertThat(credentials().of("a")).contains(operators);
        assertThat(credentials().claim("a", operators.version(), MINUTE, false)).isInstanceOf(Claim.Held.class);
    }

    @Test
    void pausesAfterAFailureAndCountsIt() {
        Credential old = saved("1");
        Instant until = clock().instant().plusSeconds(5);

        assertThat(credentials().failed(held(old.version()), new Failure.Later(until)))
                .isTrue();

        assertThat(credentials().claim("a", old.version(), MINUTE, false)).isEqualTo(new Claim.Paused(until));
        clock().advance(Duration.ofSeconds(6));
        assertThat(held(old.version()).failures()).isEqualTo(1);
    }

    @Test
    void staysRefusedUntilSomebodySignsInOrForcesIt() {
        Credential old = saved("1");
        credentials().failed(held(old.version()), new Failure.Final("invalid_grant"));
        clock().advance(Duration.ofDays(1));

        assertThat(credentials().claim("a", old.version(), MINUTE, false))
                .isEqualTo(new Claim.Refused("invalid_grant"));
        assertThat(credentials().claim("a", old.version(), MINUTE, true)).isInstanceOf(Claim.Held.class);
        assertThat(credentials().claim("a", saved("2").version(), MINUTE, false))
                .isInstanceOf(Claim.Held.class);
    }

    @Test
    void doesNotTakeTheWordOfSomebodyWhoLostTheClaim() {
        Credential old = saved("1");
        Claim.Held lost = held(old.version());
        clock().advance(MINUTE.plusMillis(1));
        held(old.version());

        assertThat(credentials().failed(lost, new Failure.Final("invalid_grant")))
                .isFalse();

        assertThat(credentials().claim("a", old.version(), MINUTE, false)).isInstanceOf(Claim.Taken.class);
    }

    @Test
    void keepsTheAccountsApart() {
        Credential a = saved("1");
        held(a.version());

        Credential b = credentials().save("b", a);

        assertThat(credentials().claim("b", b.version(), MINUTE, false)).isInstanceOf(Claim.Held.class);
        assertThat(credentials().of("a").map(Credential::version)).isEqualTo(Optional.of(1L));
    }
}
