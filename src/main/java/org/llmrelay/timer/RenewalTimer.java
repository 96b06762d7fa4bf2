package org.llmrelay.timer;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.renewal.Renewal;

/** Looks every ten seconds for credentials that end soon. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class RenewalTimer {
    @Inject
    Renewal renewal;

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    void renew() {
        try {
            renewal.renewDue();
        } catch (StoreUnavailableException e) {
            // Tried again in a moment; whoever needs the store says that it is away.
        }
    }
}
