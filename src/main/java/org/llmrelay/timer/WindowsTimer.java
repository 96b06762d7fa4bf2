package org.llmrelay.timer;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import org.llmrelay.admission.Turnover;
import org.llmrelay.failure.StoreUnavailableException;

/** Every five minutes, one of the nodes resets the windows and periods of keys that are over. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class WindowsTimer {
    @Inject
    Turnover turnover;

    @Schedule(hour = "*", minute = "*/5", second = "15", persistent = false)
    void run() {
        try {
            int unused = turnover.run();
        } catch (StoreUnavailableException e) {
            // Tried again the next time; whoever needs the store says that it is away.
        }
    }
}
