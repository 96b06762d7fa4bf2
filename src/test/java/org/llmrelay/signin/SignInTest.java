package org.llmrelay.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmrelay.ManualClock;
import org.llmrelay.secret.Secret;

class SignInTest {
    private static final Instant CREATED = Instant.parse("2030-01-01T00:00:00Z");

    private final ManualClock clock = ManualClock.atNoon();
    private final Users users = new InMemoryUsers();
    private final Passwords passwords = new Passwords(3);
    private final Tokens tokens = new Tokens(new byte[32], Duration.ofHours(12), clock);
    private final SignIn signIn = new SignIn(users, passwords, tokens, clock);

    @BeforeEach
    void adaMaySignIn() {
        users.save(new User("ada", passwords.hash(Secret.of("correct horse")), Role.OPERATOR, CREATED));
    }

    @Test
    void givesATokenForTheRightPassword() {
        SignInAnswer answer = signIn.signIn("ada", Secret.of("correct horse"), "1.2.3.4");

        assertThat(answer).isInstanceOfSatisfying(SignedIn.class, signedIn -> {
            assertThat(signedIn.identity().username()).isEqualTo("ada");
            assertThat(tokens.read(signedIn.token().reveal()).map(Tokens.Claim::identity))
                    .contains(signedIn.identity());
        });
    }

    @Test
    void doesNotTellAWrongPasswordFromAnUnknownUser() {
        assertThat(signIn.signIn("ada", Secret.of("wrong"), "1.2.3.4")).isEqualTo(new SignInAnswer.Wrong());
        assertThat(signIn.signIn("bob", Secret.of("wrong"), "1.2.3.4")).isEqualTo(new SignInAnswer.Wrong());
    }

    @Test
    void hashesForUnknownUsersToo() {
        Passwords slow = new Passwords(200_000);
        SignIn patient = new SignIn(users, slow, tokens, clock);

        long before = System.nanoTime();
        patient.signIn("nobody", Secret.of("wrong"), "1.2.3.4");
        long took = System.nanoTime() - before;

        assertThat(Duration.ofNanos(took)).isGreaterThan(Duration.ofMillis(20));
    }

    @Test
    void slowsGuessingDownAndThenRefusesEvenTheRightPassword() {
        for (int i = 0; i < 3; i++) {
            signIn.signIn("ada", Secret.of("wrong"), "1.2.3.4");
        }

        assertThat(signIn.signIn("ada", Secret.of("correct horse"), "1.2.3.4"))
                .isEqualTo(new SignInAnswer.TooSoon(Duration.ofSeconds(1)));

        clock.advance(Duration.ofSeconds(1));

        assertThat(signIn.signIn("ada", Secret.of("correct horse"), "1.2.3.4")).isInstanceOf(SignedIn.class);
    }

    @Test
    void looksAtNoOverlongInput() {
        String longText = "x".repeat(1_001);

        assertThat(signIn.signIn(longText, Secret.of("wrong"), "1.2.3.4")).isEqualTo(new SignInAnswer.Wrong());
        assertThat(signIn.signIn("ada", Secret.of(longText), "1.2.3.4")).isEqualTo(new SignInAnswer.Wrong());
    }

    @Test
    void hashesAnOldPasswordAnewAtTheNextSignIn() {
        PasswordHash old = new Passwords(2).hash(Secret.of("correct horse"));
        users.save(new User("ada", old, Role.OPERATOR, CREATED));

        signIn.signIn("ada", Secret.of("correct horse"), "1.2.3.4");

        Optional<PasswordHash> now = users.find("ada").map(User::password);
        assertThat(now).get().matches(hash -> !passwords.isOutdated(hash));
        assertThat(now).get().matches(hash -> passwords.matches(Secret.of("correct horse"), hash));
    }
}
