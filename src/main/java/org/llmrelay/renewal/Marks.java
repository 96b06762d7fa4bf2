package org.llmrelay.renewal;

import java.time.Instant;
import org.llmrelay.account.CoolDown;
import org.llmrelay.account.Standings;

/** Holds against an account that nobody is signed in, so that scheduling leaves it at once. Thread-safe. */
final class Marks {
    private static final Instant FOR_GOOD = Instant.parse("9999-12-31T00:00:00Z");
    private static final String CAUSE = "needs-sign-in";

    private final Standings standings;

    Marks(Standings standings) {
        this.standings = standings;
    }

    void needsSignIn(String account, Instant now) {
        CoolDown unused = standings.coolDown(account, new CoolDown(CoolDown.ALL, now, FOR_GOOD, CAUSE, 1, true));
    }

    /** A new credential is there: what was held against the old one is disproved. */
    void signedIn(String account) {
        standings.recovered(account, CoolDown.ALL);
    }

    boolean needsSignIn(String account) {
        return standings.of(account).coolDowns().stream()
                .anyMatch(coolDown -> coolDown.cause().equals(CAUSE));
    }
}
