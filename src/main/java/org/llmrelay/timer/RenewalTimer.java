package org.llmrelay.timer;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import org.llmrelay.renewal.Renewal;

/** Looks every ten seconds for credentials that end soon. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class RenewalTimer {
    @Inject
    Renewal renewal;

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    void renew() {
        renewal.renewDue();
    }
}
