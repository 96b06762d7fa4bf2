package org.llmrelay.renewal;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.account.Pass;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.provider.Errand;
import org.llmrelay.provider.Minting;
import org.llmrelay.provider.TokenAnswer;

/**
 * Tokens that accounts get without signing in, kept in this node's memory: another node may have others. A token is renewed ahead of its end by the calls that
 * use it, and one question serves all who wait. Thread-safe.
 */
final class Mint {
    /** So long before its end a token is renewed, or a third of its life where that is shorter. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private static final Duration TRAVEL = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Renewal.Ways ways;
    private final AtomicLong versions = new AtomicLong();
    private final Map<String, Coin> coins = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Access>> underWay = new ConcurrentHashMap<>();
    private final Map<String, Instant> failed = new ConcurrentHashMap<>();

    /** A token, and what it was asked for with. */
    private record Coin(Connection connection, Pass pass, Instant obtained, long version) {}

    Mint(Renewal.Ways ways) {
        this.ways = ways;
    }

    /** The account with a token that is good. */
    CompletableFuture<Access> fresh(Account account, Minting minting) {
        Coin coin = coins.get(account.id());
        Instant now = ways.clock().instant();
        boolean isGood = coin != null
                && coin.connection().equals(account.connection())
                && coin.pass().isGood(now.plus(TRAVEL));
        if (coin == null || !isGood) {
            return asked(account, minting);
        }
        if (isDue(account, coin, now)) {
            CompletableFuture<Access> unused = asked(account, minting);
        }
        return CompletableFuture.completedFuture(ready(account, coin));
    }

    /** The account with a token that is newer than one that was refused. */
    CompletableFuture<Access> afterRefusal(Account account, long version, Minting minting) {
        Coin coin = coins.get(account.id());
        return coin != null && coin.version() > version && coin.connection().equals(account.connection())
                ? CompletableFuture.completedFuture(ready(account, coin))
                : asked(account, minting);
    }

    private boolean isDue(Account account, Coin coin, Instant now) {
        Instant expires = coin.pass().expires();
        if (expires == null || now.isBefore(failed.getOrDefault(account.id(), Instant.MIN))) {
            return false;
        }
        Duration third = Duration.between(coin.obtained(), expires).dividedBy(3);
        return !now.isBefore(expires.minus(third.compareTo(MARGIN) < 0 ? third : MARGIN));
    }

    private CompletableFuture<Access> asked(Account account, Minting minting) {
        CompletableFuture<Access> mine = new CompletableFuture<>();
        CompletableFuture<Access> others = underWay.putIfAbsent(account.id(), mine);
        if (others != null) {
            return others;
        }
        try {
            CompletableFuture<TokenAnswer> unused = minting.mint(account, new Errand(ways.upstream(), account))
                    .whenComplete((answer, broken) -> end(account, mine, answer, broken));
        } catch (RuntimeException e) {
            end(account, mine, null, e);
        }
        return mine;
    }

    private void end(
            Account account,
            CompletableFuture<Access> waiting,
            @Nullable TokenAnswer answer,
            @Nullable Throwable broken) {
        Access access = access(account, answer);
        underWay.remove(account.id(), waiting);
        waiting.complete(access);
        if (broken != null) {
            ways.events().renewalBroke(account.id(), broken);
        } else if (answer instanceof TokenAnswer.Refused refused) {
            ways.events().renewalPostponed(account.id(), refused.code(), PAUSE);
        } else if (answer instanceof TokenAnswer.Unclear unclear) {
            ways.events().renewalPostponed(account.id(), unclear.code(), PAUSE);
        }
    }

    private Access access(Account account, @Nullable TokenAnswer answer) {
        Instant now = ways.clock().instant();
        if (answer instanceof TokenAnswer.Granted granted) {
            Coin coin = new Coin(account.connection(), granted.pass(), now, versions.incrementAndGet());
            coins.put(account.id(), coin);
            failed.remove(account.id());
            return ready(account, coin);
        }
        failed.put(account.id(), now.plus(PAUSE));
        return answer instanceof TokenAnswer.Refused
                ? Renewal.denied()
                : new Access.Denied(UpstreamFault.silent(FailureKind.UPSTREAM_UNREACHABLE));
    }

    private static Access ready(Account account, Coin coin) {
        return new Access.Ready(account.with(account.connection().bearing(coin.pass())), coin.version());
    }
}
