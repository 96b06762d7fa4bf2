package org.llmrelay.timer;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.usage.Upkeep;

/** Once an hour, one of the nodes counts what was missed and forgets what is old. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class UpkeepTimer {
    @Inject
    Upkeep upkeep;

    @Schedule(hour = "*", minute = "7", second = "0", persistent = false)
    void run() {
        try {
            upkeep.run();
        } catch (StoreUnavailableException e) {
            // Tried again the next time; whoever needs the store says that it is away.
        }
    }
}
