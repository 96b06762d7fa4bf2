package org.llmrelay.scheduling;

import java.util.concurrent.atomic.AtomicBoolean;
import org.llmrelay.account.Account;
import org.llmrelay.account.Quota;
import org.llmrelay.failure.UpstreamFault;

/** An account held for one attempt. Thread-safe. */
public final class Lease {
    private final Account account;
    private final Wish wish;
    private final String ground;
    private final Scheduler scheduler;
    private final AtomicBoolean ended = new AtomicBoolean();

    Lease(Account account, Wish wish, String ground, Scheduler scheduler) {
        this.account = account;
        this.wish = wish;
        this.ground = ground;
        this.scheduler = scheduler;
    }

    public Account account() {
        return account;
    }

    /** What brought the account to the front, in a word: {@code binding}, {@code conversation}, {@code detour}, or the code of its group's policy. */
    public String ground() {
        return ground;
    }

    /** Whether {@link #succeeded} has something to do, which may block for the store. */
    public boolean isOnProbation() {
        return scheduler.isOnProbation(account, wish.family());
    }

    /** The account answered: whatever was held against it for this family is disproved. */
    public void succeeded() {
        scheduler.aftermath().succeeded(account, wish.family(), "call");
    }

    /** The account failed: it rests as long as the fault deserves. */
    public void failed(UpstreamFault fault) {
        scheduler.aftermath().failed(account, wish.family(), fault);
    }

    /** Whether {@link #told} has something to do, which may block for the store. */
    public boolean isNews(Quota quota) {
        return scheduler.aftermath().isNews(account, quota);
    }

    /** The account's provider has said how much of its quota is used. */
    public void told(Quota quota) {
        scheduler.aftermath().told(account, quota);
    }

    /** The account has nothing to do for the call any more. Does not block; idempotent. */
    public void end() {
        if (wish.holdsSlot() && ended.compareAndSet(false, true)) {
            scheduler.ended(account);
        }
    }

    /** Gives the account's slot back, where the booking of the call does not do it. */
    public void release() {
        end();
        if (wish.holdsSlot()) {
            scheduler.release(account, wish.call());
        }
    }
}
