package org.llmrelay.scheduling;

import java.time.Duration;

/** Hears what scheduling decides about accounts. Must not block. */
public interface SchedulingEvents {

    void accountRests(String account, String family, String cause, Duration rest, boolean needsAttention);

    void accountRecovered(String account, String family);
}
