package org.llmrelay.renewal;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.account.Credential;
import org.llmrelay.account.Credentials;
import org.llmrelay.account.Credentials.Claim;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.failure.UpstreamFault.Reach;
import org.llmrelay.provider.Errand;
import org.llmrelay.provider.TokenAnswer;

/** One renewal of one account as this node sees it: by itself, or by watching another node. Its stages follow one another on changing threads. */
final class RenewalRun {
    /** Longer than an errand can take: whoever holds a claim has an answer before it ends. */
    private static final Duration CLAIM = Errand.longest().plusSeconds(20);

    /** How long callers are kept waiting for another node. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private static final Duration STORE_PAUSE = Duration.ofSeconds(1);

    private final Task task;
    private final Renewal.Stores stores;
    private final Renewal.Ways ways;
    private final Pauses pauses;
    private final Marks marks;
    private final Instant deadline;
    private final CompletableFuture<Access> waiting;
    private final Runnable over;

    /**
     * What is to be done.
     *
     * @param version of the credential that is not good any more
     * @param forced whether a pause or a refusal is passed over
     */
    record Task(Account account, long version, boolean forced, OAuthKinds.Entry kind) {}

    RenewalRun(Task task, Renewal.Desk desk, CompletableFuture<Access> waiting, Runnable over) {
        this.task = task;
        this.stores = desk.stores();
        this.ways = desk.ways();
        this.pauses = desk.pauses();
        this.marks = desk.marks();
        this.waiting = waiting;
        this.over = over;
        this.deadline = ways.clock().instant().plus(PATIENCE);
    }

    /** Tells those who wait what comes of it, always normally; says that it is over when nothing more will come. */
    void begin() {
        on(ways.executor(), this::claim);
    }

    /** Runs a stage; whatever goes wrong in it ends the run. */
    private void on(Executor executor, Runnable stage) {
        try {
            executor.execute(() -> run(stage));
        } catch (RejectedExecutionException e) {
            // The server stops.
            end(unreachable(null));
        }
    }

    private void run(Runnable stage) {
        try {
            stage.run();
        } catch (StoreUnavailableException e) {
            end(unreachable(null));
        } catch (RuntimeException e) {
            ways.events().renewalBroke(id(), e);
            end(unreachable(null));
        }
    }

    private void end(Access access) {
        over.run();
        waiting.complete(access);
    }

    private String id() {
        return task.account().id();
    }

    private void claim() {
        Claim claim = stores.credentials().claim(id(), task.version(), CLAIM, task.forced());
        if (claim instanceof Claim.Held held) {
            renew(held);
        } else if (claim instanceof Claim.Newer newer) {
            end(Renewal.ready(task.account(), newer.credential()));
        } else if (claim instanceof Claim.Taken) {
            watch();
        } else if (claim instanceof Claim.Paused paused) {
            end(unreachable(Duration.between(ways.clock().instant(), paused.until())));
        } else if (claim instanceof Claim.Refused) {
            marks.needsSignIn(id(), ways.clock().instant());
            end(Renewal.denied());
        } else if (claim instanceof Claim.Unreadable) {
            end(Renewal.unknown());
        } else {
            end(Renewal.denied());
        }
    }

    private void watch() {
        if (ways.clock().instant().isAfter(deadline)) {
            end(unreachable(null));
            return;
        }
        on(
                CompletableFuture.delayedExecutor(
                        pauses.beforeAnotherLook().toMillis(), TimeUnit.MILLISECONDS, ways.executor()),
                this::claim);
    }

    private void renew(Claim.Held held) {
        Errand errand = new Errand(ways.upstream(), task.account());
        CompletableFuture<TokenAnswer> asked =
                task.kind().oauth().renew(held.credential().pass(), task.kind().client(), errand);
        CompletableFuture<Void> unused = asked.exceptionally(broken -> broken(broken))
                .thenAccept(answer -> on(ways.executor(), () -> settle(held, answer)));
    }

    private TokenAnswer broken(Throwable cause) {
        ways.events().renewalBroke(id(), cause);
        return new TokenAnswer.Unclear(FailureKind.INTERNAL.code());
    }

    private void settle(Claim.Held held, TokenAnswer answer) {
        if (answer instanceof TokenAnswer.Granted granted) {
            write(held.credential().renewed(granted.pass(), ways.clock().instant()));
        } else if (answer instanceof TokenAnswer.Refused refused && refused.isFinal()) {
            giveUp(held, refused.code());
        } else if (answer instanceof TokenAnswer.Refused refused) {
            postpone(held, refused.code());
        } else if (answer instanceof TokenAnswer.Unclear unclear) {
            postpone(held, unclear.code());
        } else {
            postpone(held, "no-tokens");
        }
    }

    /** The old token is used up: what was handed out must be kept, however long the store is away. */
    private void write(Credential renewed) {
        try {
            if (stores.credentials().replace(id(), renewed)) {
                marks.signedIn(id());
                ways.events().credentialRenewed(id(), renewed.version());
                end(Renewal.ready(task.account(), renewed));
            } else {
                // Somebody wrote first, and theirs is what all nodes go by.
                claim();
            }
        } catch (StoreUnavailableException e) {
            ways.events().credentialNotStored(id());
            waiting.complete(Renewal.ready(task.account(), renewed));
            on(
                    CompletableFuture.delayedExecutor(STORE_PAUSE.toMillis(), TimeUnit.MILLISECONDS, ways.executor()),
                    () -> write(renewed));
        }
    }

    private void giveUp(Claim.Held held, String code) {
        if (stores.credentials().failed(held, new Credentials.Failure.Final(code))) {
            marks.needsSignIn(id(), ways.clock().instant());
            ways.events().signInNeeded(id(), code);
            end(Renewal.denied());
        } else {
            // Refused because somebody else had renewed it: theirs is good.
            claim();
        }
    }

    private void postpone(Claim.Held held, String code) {
        Duration pause = pauses.afterFailures(held.failures());
        Instant until = ways.clock().instant().plus(pause);
        boolean counts = stores.credentials().failed(held, new Credentials.Failure.Later(until));
        if (counts) {
            ways.events().renewalPostponed(id(), code, pause);
            end(unreachable(pause));
        } else {
            claim();
        }
    }

    private static Access unreachable(@Nullable Duration pause) {
        return new Access.Denied(new UpstreamFault(FailureKind.UPSTREAM_UNREACHABLE, Reach.ACCOUNT, 0, pause));
    }
}
