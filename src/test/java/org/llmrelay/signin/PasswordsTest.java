package org.llmrelay.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.llmrelay.secret.Secret;

class PasswordsTest {
    private final Passwords passwords = new Passwords(3);

    @Test
    void recognisesThePasswordAndNoOther() {
        PasswordHash hash = passwords.hash(Secret.of("Grüße, Welt"));

        assertThat(passwords.matches(Secret.of("Grüße, Welt"), hash)).isTrue();
        assertThat(passwords.matches(Secret.of("Grüße, Welt "), hash)).isFalse();
        assertThat(passwords.matches(Secret.of(""), hash)).isFalse();
    }

    @Test
    void saltsEachHash() {
        assertThat(passwords.hash(Secret.of("same"))).isNotEqualTo(passwords.hash(Secret.of("same")));
    }

    @Test
    void agreesWithOtherWorkOnTheSameScheme() {
        // Made with Python: hashlib.pbkdf2_hmac("sha512", b"password", b"saltsaltsaltsalt", 1000)
        PasswordHash hash = new PasswordHash(
                "$pbkdf2-sha512$i=1000$c2FsdHNhbHRzYWx0c2FsdA$715rqIr5dXOVPpBhqqsugl037zT5bWJTWYmZtIcK8hBnisKpwfY7kokvwjDrNHqHhF50Pb7MD6HvkJwiDQw4ww");

        assertThat(passwords.matches(Secret.of("password"), hash)).isTrue();
    }

    @Test
    void stillReadsHashesOfAnotherCostAndWantsThemMadeAnew() {
        PasswordHash old = new Passwords(2).hash(Secret.of("password"));

        assertThat(passwords.matches(Secret.of("password"), old)).isTrue();
        assertThat(passwords.isOutdated(old)).isTrue();
        assertThat(passwords.isOutdated(passwords.hash(Secret.of("password")))).isFalse();
    }

    @Test
    void refusesAFormItDoesNotKnow() {
        assertThatThrownBy(() -> passwords.matches(Secret.of("password"), new PasswordHash("plain")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown form")
                .hasMessageNotContaining("plain");
    }

    @Test
    void doesNotPrintTheHash() {
        assertThat(passwords.hash(Secret.of("password"))).hasToString("[password hash]");
    }
}
