package org.llmrelay.renewal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.account.Accounts;
import org.llmrelay.account.Credential;
import org.llmrelay.account.Credentials;
import org.llmrelay.account.Standings;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.provider.Minting;
import org.llmrelay.upstream.Upstream;

/**
 * Gives accounts with tokens that are good: from memory as a rule, after one renewal for all who wait where the token is over. Renews ahead of time when it is
 * told to look. Thread-safe.
 */
public final class Renewal {
    /** So long before its end a token is renewed, or a third of its life where that is shorter. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    /** Accounts of one moment are not renewed in one moment. */
    private static final Duration SPREAD = Duration.ofMinutes(1);

    /** A token that is over when it arrives is of no use. */
    private static final Duration TRAVEL = Duration.ofSeconds(5);

    private final Stores stores;
    private final OAuthKinds kinds;
    private final Ways ways;
    private final Desk desk;
    private final Mint mint;
    private final Map<String, CompletableFuture<Access>> underWay = new ConcurrentHashMap<>();

    public Renewal(Stores stores, OAuthKinds kinds, Ways ways) {
        this.stores = stores;
        this.kinds = kinds;
        this.ways = ways;
        this.mint = new Mint(ways);
        this.desk = new Desk(stores, ways, new Pauses(ways.random()), new Marks(stores.standings()));
    }

    /** Where accounts, their sign-ins and what happens to them are kept. */
    public record Stores(Accounts accounts, Credentials credentials, Standings standings) {}

    /**
     * How renewals reach the world.
     *
     * @param executor for what blocks
     * @param random safe to share
     */
    public record Ways(
            Upstream upstream, Executor executor, InstantSource clock, RandomGenerator random, RenewalEvents events) {}

    /** What every run needs. */
    record Desk(Stores stores, Ways ways, Pauses pauses, Marks marks) {}

    /** An account for a call. Completes normally; waits, holding no thread, for a renewal where the token is over. */
    public CompletableFuture<Access> fresh(Account account) {
        Optional<Minting> minting = kinds.mintingOf(account.kind());
        if (minting.isPresent()) {
            return mint.fresh(account, minting.get());
        }
        if (kinds.of(account.kind()).isEmpty()) {
            return CompletableFuture.completedFuture(new Access.Ready(account, 0));
        }
        try {
            return fresh(account, stores.credentials().of(account.id()).orElse(null));
        } catch (StoreUnavailableException e) {
            return CompletableFuture.completedFuture(unknown());
        }
    }

    private CompletableFuture<Access> fresh(Account account, @Nullable Credential current) {
        if (current == null && stores.credentials().isUnreadable(account.id())) {
            return CompletableFuture.completedFuture(unknown());
        }
        if (current == null) {
            return CompletableFuture.completedFuture(overForGood(account, "not-signed-in"));
        }
        Instant soon = ways.clock().instant().plus(TRAVEL);
        if (current.pass().isGood(soon)) {
            return CompletableFuture.completedFuture(ready(account, current));
        }
        return current.pass().isRenewable()
                ? renewed(account, current, false)
                : CompletableFuture.completedFuture(
                        current.pass().isGood(ways.clock().instant())
                                ? ready(account, current)
                                : overForGood(account, "no-refresh-token"));
    }

    /** An account whose token of this version was refused, with another token. Completes normally. */
    public CompletableFuture<Access> afterRefusal(Account account, long version) {
        Optional<Minting> minting = kinds.mintingOf(account.kind());
        if (minting.isPresent()) {
            return mint.afterRefusal(account, version, minting.get());
        }
        Optional<Credential> credential = known(account);
        if (credential.isEmpty()) {
            return CompletableFuture.completedFuture(denied());
        }
        Credential current = credential.get();
        if (current.version() > version) {
            return CompletableFuture.completedFuture(ready(account, current));
        }
        return current.pass().isRenewable()
                ? renewed(account, current, false)
                : CompletableFuture.completedFuture(denied());
    }

    /** Renews because somebody says so, whatever was refused before. Completes normally; empty where the account has nothing to renew. */
    public Optional<CompletableFuture<Access>> now(Account account) {
        return known(account)
                .filter(current -> current.pass().isRenewable())
                .map(current -> renewed(account, current, true));
    }

    /** Begins to renew what ends soon; to be called several times a minute, on every node. Does not wait. */
    public void renewDue() {
        Instant now = ways.clock().instant();
        for (Account account : stores.accounts().all()) {
            if (account.isEnabled()
                    && kinds.of(account.kind()).isPresent()
                    && !desk.marks().needsSignIn(account.id())) {
                known(account).filter(current -> isDue(account, current, now)).ifPresent(current -> {
                    CompletableFuture<Access> unused = renewed(account, current, false);
                });
            }
        }
    }

    /** Unknown ends are left to calls that are refused. */
    private static boolean isDue(Account account, Credential credential, Instant now) {
        Instant expires = credential.pass().expires();
        if (expires == null || !credential.pass().isRenewable()) {
            return false;
        }
        Duration third = Duration.between(credential.obtained(), expires).dividedBy(3);
        Duration early = Duration.ofMillis(Math.floorMod(account.id().hashCode(), SPREAD.toMillis()));
        Duration margin = MARGIN.plus(early);
        return third.isNegative() || !now.isBefore(expires.minus(third.compareTo(margin) < 0 ? third : margin));
    }

    private Optional<Credential> known(Account account) {
        try {
            return stores.credentials().of(account.id());
        } catch (StoreUnavailableException e) {
            return Optional.empty();
        }
    }

    private CompletableFuture<Access> renewed(Account account, Credential current, boolean forced) {
        CompletableFuture<Access> mine = new CompletableFuture<>();
        CompletableFuture<Access> others = underWay.putIfAbsent(account.id(), mine);
        if (others != null) {
            return others;
        }
        OAuthKinds.Entry kind = kinds.of(account.kind()).orElseThrow();
        RenewalRun.Task task = new RenewalRun.Task(account, current.version(), forced, kind);
        new RenewalRun(task, desk, mine, () -> underWay.remove(account.id(), mine)).begin();
        return mine;
    }

    private Access overForGood(Account account, String code) {
        desk.marks().needsSignIn(account.id(), ways.clock().instant());
        ways.events().signInNeeded(account.id(), code);
        return denied();
    }

    static Access ready(Account account, Credential credential) {
        Account bearing = account.with(account.connection().bearing(credential.pass()));
        return new Access.Ready(bearing, credential.version());
    }

    /** This node cannot know whether the account is signed in: nothing is held against it, for other nodes may. */
    static Access unknown() {
        return new Access.Denied(
                new UpstreamFault(FailureKind.UPSTREAM_UNREACHABLE, UpstreamFault.Reach.REQUEST, 0, null));
    }

    static Access denied() {
        return new Access.Denied(UpstreamFault.silent(FailureKind.UPSTREAM_UNAUTHORIZED));
    }
}
