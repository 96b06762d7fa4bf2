package org.llmrelay.timer;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.relay.AccountCheck;

/** Checks accounts that are to be checked from time to time. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class CheckTimer {
    @Inject
    AccountCheck check;

    @Schedule(hour = "*", minute = "*", second = "30", persistent = false)
    void run() {
        try {
            check.checkDue();
        } catch (StoreUnavailableException e) {
            // The next minute is soon enough; whoever needs the store says that it is away.
        }
    }
}
