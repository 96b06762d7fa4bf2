package org.llmrelay.renewal;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.llmrelay.account.InMemoryAccounts;
import org.llmrelay.account.InMemoryCredentials;
import org.llmrelay.account.InMemoryStandings;

/** Renewals for tests of other things. */
public final class Renewals {
    private Renewals() {}

    /** Where no kind of account signs in. */
    public static Renewal none(InstantSource clock) {
        InMemoryStandings standings = new InMemoryStandings(clock);
        return new Renewal(
                new Renewal.Stores(new InMemoryAccounts(standings), new InMemoryCredentials(clock), standings),
                new OAuthKinds(List.of(), Map.of()),
                new Renewal.Ways(
                        request -> new CompletableFuture<>(), Runnable::run, clock, new Random(7), new RenewalNotes()));
    }
}
