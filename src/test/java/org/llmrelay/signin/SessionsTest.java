package org.llmrelay.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmrelay.ManualClock;
import org.llmrelay.secret.Secret;

class SessionsTest {
    private final ManualClock clock = ManualClock.atNoon();
    private final Users users = new InMemoryUsers();
    private final Passwords passwords = new Passwords(3);
    private final Tokens tokens = new Tokens(new byte[32], Duration.ofHours(12), clock);
    private final Sessions sessions = new Sessions(tokens, users, clock);
    private final People people = new People(users, passwords, tokens, sessions, clock);

    @BeforeEach
    void adaMaySignIn() {
        people.add("ada", Secret.of("first password"), Role.OPERATOR);
    }

    @Test
    void knowWhoATokenSpeaksFor() {
        String token = token();

        assertThat(sessions.identify(token)).hasValueSatisfying(identity -> {
            assertThat(identity.username()).isEqualTo("ada");
            assertThat(identity.role()).isEqualTo(Role.OPERATOR);
        });
    }

    @Test
    void endWithAnotherPasswordButForTheOneWhoChangedIt() {
        String old = token();
        assertThat(sessions.identify(old)).isPresent();

        SignedIn own = people.givePassword(users.find("ada").orElseThrow(), Secret.of("second password"));

        assertThat(sessions.identify(old)).isEmpty();
        assertThat(sessions.identify(own.token().reveal())).isPresent();
    }

    @Test
    void endWithTheUser() {
        String token = token();

        assertThat(people.remove("ada")).isTrue();

        assertThat(sessions.identify(token)).isEmpty();
    }

    @Test
    void takeANewRoleAtOnce() {
        String token = token();
        assertThat(sessions.identify(token)).isPresent();

        people.giveRole(users.find("ada").orElseThrow(), Role.VIEWER);

        assertThat(sessions.identify(token).map(Identity::role)).contains(Role.VIEWER);
    }

    @Test
    void hearOfChangesOnOtherNodesWithinSeconds() {
        Sessions other = new Sessions(tokens, users, clock);
        String token = token();
        assertThat(other.identify(token)).isPresent();

        people.remove("ada");
        clock.advance(Duration.ofSeconds(5));

        assertThat(other.identify(token)).isEmpty();
    }

    @Test
    void refuseWhatIsNoToken() {
        assertThat(sessions.identify("a.b.c")).isEmpty();
    }

    private String token() {
        return tokens.issue(users.find("ada").orElseThrow()).token().reveal();
    }
}
