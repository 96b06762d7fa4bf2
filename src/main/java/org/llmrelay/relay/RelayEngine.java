package org.llmrelay.relay;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admission.Admission;
import org.llmrelay.admission.Habits;
import org.llmrelay.admission.RefusalBook;
import org.llmrelay.call.Call;
import org.llmrelay.renewal.Renewal;
import org.llmrelay.scheduling.Scheduler;
import org.llmrelay.secret.Secret;
import org.llmrelay.settings.RelaySettings;
import org.llmrelay.settlement.Cashier;
import org.llmrelay.settlement.Settlement;
import org.llmrelay.stream.CallerSink;
import org.llmrelay.upstream.Upstream;

/**
 * Leads one call through all stations.
 *
 * <pre>
 *   admission    may this caller make this call?
 *   scheduling   which account takes it?
 *   renewal      is its token still good?
 *   provider     what does the account's upstream want to hear, and what does its answer mean?
 *   stream       the bytes, past the taps
 *   settlement   what was used, booked once
 * </pre>
 *
 * Thread-safe.
 */
public final class RelayEngine {
    private final Arrival.Door door;

    public RelayEngine(Admission admission, RefusalBook refusals, Stations stations) {
        this.door = new Arrival.Door(admission, refusals, new WaitingRoom(), stations);
    }

    /** What a journey passes after admission. */
    public record Stations(
            Dialects dialects,
            Providers providers,
            Scheduler scheduler,
            Renewal renewal,
            Upstream upstream,
            Cashier cashier,
            Settlement settlement,
            OpenCalls openCalls,
            Habits habits,
            Supplier<RelaySettings> settings,
            Executor executor,
            RelayEvents events,
            InstantSource clock) {}

    /**
     * Relays one call; the answer, whatever it is, goes to the sink. Blocks the calling thread for a round trip or two to the store, never for the
     * upstream. Never throws.
     *
     * @param presented the key's text that came with the call, or null
     */
    public void relay(Call call, @Nullable Secret presented, CallerSink sink) {
        new Arrival(call, presented, sink, door).knock();
    }
}
