package org.llmrelay.timer;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.settlement.Reaper;

/** Settles the calls of nodes that were lost. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class ReaperTimer {
    @Inject
    Reaper reaper;

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    void run() {
        try {
            reaper.reap();
        } catch (StoreUnavailableException e) {
            // Tried again in a moment; whoever needs the store says that it is away.
        }
    }
}
