package org.llmrelay.timer;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import org.llmrelay.relay.OpenCalls;

/** Renews the slots of the calls under way on this node, three times in the span of their leases. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class SlotsTimer {
    @Inject
    OpenCalls openCalls;

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    void renew() {
        openCalls.renewSlots();
    }
}
