package org.llmrelay.renewal;

import java.time.Instant;
import org.llmrelay.account.CoolDown;
import org.llmrelay.account.Standings;
import org.llmrelay.account.State;

/** Holds against an account that nobody is signed in, so that scheduling leaves it at once. Thread-safe. */
final class Marks {
    private static final String CAUSE = "needs-sign-in";
    private static final String BY = "renewal";

    private final Standings standings;

    Marks(Standings standings) {
        this.standings = standings;
    }

    void needsSignIn(String account, Instant now) {
        CoolDown unused = standings.coolDown(
                account, new CoolDown(CoolDown.ALL, now, CoolDown.FOR_GOOD, CAUSE, 1, State.NEEDS_SIGN_IN));
    }

    /** A new credential is there: what was held against the old one is disproved, and nothing else. */
    void signedIn(String account) {
        boolean wasHeld = standings
                .of(account)
                .of(CoolDown.ALL)
                .filter(coolDown -> coolDown.state() == State.NEEDS_SIGN_IN)
                .isPresent();
        if (wasHeld) {
            standings.recovered(account, CoolDown.ALL, BY);
        }
    }

    boolean needsSignIn(String account) {
        return standings.of(account).coolDowns().stream()
                .anyMatch(coolDown -> coolDown.cause().equals(CAUSE));
    }
}
