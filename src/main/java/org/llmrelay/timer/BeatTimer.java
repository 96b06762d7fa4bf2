package org.llmrelay.timer;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import org.llmrelay.relay.OpenCalls;

/** Drives the clock of the answers under way on this node, once a second. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class BeatTimer {
    @Inject
    OpenCalls openCalls;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void beat() {
        openCalls.beat();
    }
}
