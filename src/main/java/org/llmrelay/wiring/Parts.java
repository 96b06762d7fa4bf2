package org.llmrelay.wiring;

import jakarta.inject.Inject;
import java.time.InstantSource;
import org.llmrelay.admission.Callers;
import org.llmrelay.limit.Gate;
import org.llmrelay.pricing.Pricer;
import org.llmrelay.relay.Dialects;
import org.llmrelay.relay.OpenCalls;
import org.llmrelay.relay.Providers;
import org.llmrelay.renewal.Renewal;
import org.llmrelay.scheduling.Scheduler;
import org.llmrelay.settings.Settings;
import org.llmrelay.settlement.Settlement;
import org.llmrelay.telemetry.LogEvents;
import org.llmrelay.upstream.Upstream;

/** What the engine is put together from. */
class Parts {
    @Inject
    Callers callers;

    @Inject
    Gate gate;

    @Inject
    Settings settings;

    @Inject
    Dialects dialects;

    @Inject
    Providers providers;

    @Inject
    Scheduler scheduler;

    @Inject
    Renewal renewal;

    @Inject
    Upstream upstream;

    @Inject
    Pricer pricer;

    @Inject
    Settlement settlement;

    @Inject
    OpenCalls openCalls;

    @Inject
    LogEvents events;

    @Inject
    InstantSource clock;
}
