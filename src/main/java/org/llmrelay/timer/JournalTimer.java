package org.llmrelay.timer;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.relay.OpenCalls;

/** Tells the other nodes what the calls under way on this one have used so far. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class JournalTimer {
    @Inject
    OpenCalls openCalls;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void run() {
        try {
            openCalls.note();
        } catch (StoreUnavailableException e) {
            // Tried again in a moment; whoever needs the store says that it is away.
        }
    }
}
