package org.llmrelay.scheduling;

import org.llmrelay.account.Account;
import org.llmrelay.failure.UpstreamFault;

/** An account held for one attempt. Thread-safe. */
public final class Lease {
    private final Account account;
    private final Wish wish;
    private final Scheduler scheduler;

    Lease(Account account, Wish wish, Scheduler scheduler) {
        this.account = account;
        this.wish = wish;
        this.scheduler = scheduler;
    }

    public Account account() {
        return account;
    }

    /** Whether {@link #succeeded} has something to do, which may block for the store. */
    public boolean isOnProbation() {
        return scheduler.isOnProbation(account, wish.family());
    }

    /** The account answered: whatever was held against it for this family is disproved. */
    public void succeeded() {
        scheduler.succeeded(account, wish.family());
    }

    /** The account failed: it rests as long as the fault deserves. */
    public void failed(UpstreamFault fault) {
        scheduler.failed(account, wish.family(), fault);
    }

    /** Gives the account's slot back, where the booking of the call does not do it. */
    public void release() {
        if (wish.holdsSlot()) {
            scheduler.release(account, wish.call());
        }
    }
}
