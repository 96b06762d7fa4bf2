package org.llmrelay.renewal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.llmrelay.ManualClock;
import org.llmrelay.account.Account;
import org.llmrelay.account.Credentials;
import org.llmrelay.account.InMemoryAccounts;
import org.llmrelay.account.InMemoryCredentials;
import org.llmrelay.account.InMemoryStandings;
import org.llmrelay.account.Pass;
import org.llmrelay.account.Passes;

/** Nodes that keep accounts signed in, over one store in memory. */
final class Nodes {
    static final String KIND = "fake";
    static final Account ACCOUNT = new Account(
            "a",
            KIND,
            new Account.Profile("a", true, 50),
            new Account.Connection(Map.of(), Map.of(), Map.of()),
            Instant.EPOCH);

    final ManualClock clock = ManualClock.atNoon();
    final InMemoryStandings standings = new InMemoryStandings(clock);
    final InMemoryAccounts accounts = new InMemoryAccounts(standings);
    final InMemoryCredentials credentials = new InMemoryCredentials(clock);
    final ScriptedOAuth oauth = new ScriptedOAuth();
    final RenewalNotes notes = new RenewalNotes();

    Nodes() {
        accounts.save(ACCOUNT);
    }

    /** A node whose work is done at once, on the thread that gives it. */
    Renewal node() {
        return node(credentials, Runnable::run);
    }

    Renewal node(Credentials store, Executor executor) {
        return new Renewal(
                new Renewal.Stores(accounts, store, standings),
                kinds(),
                new Renewal.Ways(request -> new CompletableFuture<>(), executor, clock, new Random(7), notes));
    }

    OAuthKinds kinds() {
        return new OAuthKinds(List.of(new FakeKind(KIND, oauth)), Map.of());
    }

    InstantSource clock() {
        return clock;
    }

    /** Signs the account in with a token that lives so long. */
    void signedIn(Duration life) {
        signedIn(pass("first", life));
    }

    void signedIn(Pass pass) {
        credentials.save("a", Passes.credential(pass, clock.instant()));
    }

    Pass pass(String access, Duration life) {
        return Passes.pass(access, access + " refresh", clock.instant().plus(life));
    }

    boolean needsSignIn() {
        return standings.of("a").restingFor("any", clock.instant()).isPresent();
    }

    /** The token that a call would be sent with, as soon as it is known; or the word for why there is none. */
    static String token(CompletableFuture<Access> asked) {
        Access access = asked.orTimeout(10, TimeUnit.SECONDS).join();
        return access instanceof Access.Ready ready
                ? ready.account()
                        .connection()
                        .secret(Account.Connection.ACCESS_TOKEN)
                        .orElseThrow()
                        .reveal()
                : ((Access.Denied) access).fault().code();
    }
}
