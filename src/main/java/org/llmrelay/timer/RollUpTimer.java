package org.llmrelay.timer;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.usage.RollUp;

/** Counts what this node has booked. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class RollUpTimer {
    @Inject
    RollUp rollUp;

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    void run() {
        try {
            rollUp.run();
        } catch (StoreUnavailableException e) {
            // Tried again the next time; whoever needs the store says that it is away.
        }
    }
}
