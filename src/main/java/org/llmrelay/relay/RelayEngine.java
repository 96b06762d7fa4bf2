package org.llmrelay.relay;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admission.Admission;
import org.llmrelay.admission.Decision;
import org.llmrelay.admission.Habits;
import org.llmrelay.call.Call;
import org.llmrelay.failure.GatewayFault;
import org.llmrelay.failure.RelayFailure;
import org.llmrelay.scheduling.Scheduler;
import org.llmrelay.secret.Secret;
import org.llmrelay.settings.RelaySettings;
import org.llmrelay.settlement.Settlement;
import org.llmrelay.stream.CallerSink;
import org.llmrelay.stream.Outflow;
import org.llmrelay.upstream.Upstream;

/**
 * Leads one call through all stations.
 *
 * <pre>
 *   admission    may this caller make this call?
 *   scheduling   which account takes it?
 *   provider     what does the account's upstream want to hear, and what does its answer mean?
 *   stream       the bytes, past the taps
 *   settlement   what was used, booked once
 * </pre>
 *
 * Thread-safe.
 */
public final class RelayEngine {
    private final Admission admission;
    private final Stations stations;

    public RelayEngine(Admission admission, Stations stations) {
        this.admission = admission;
        this.stations = stations;
    }

    /** What a journey passes after admission. */
    public record Stations(
            Dialects dialects,
            Providers providers,
            Scheduler scheduler,
            Upstream upstream,
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
        Outflow out = new Outflow(sink);
        try {
            Decision decision = admission.decide(call, presented);
            if (decision instanceof Decision.Admitted admitted) {
                admitted.ticket().counted().overruns().forEach(limit -> stations.events()
                        .limitOverrun(call.id().value(), limit));
                Journey journey = new Journey(call, admitted.ticket(), out, stations);
                sink.listen(journey);
                journey.begin();
            } else if (decision instanceof Decision.Refused refused) {
                sink.listen(new Listening(out));
                refuse(call, refused.why(), out);
            }
        } catch (RuntimeException e) {
            stations.events().callBroke(call.id().value(), e);
            sink.listen(new Listening(out));
            refuse(call, new GatewayFault.Internal(), out);
        }
    }

    private void refuse(Call call, RelayFailure why, Outflow out) {
        stations.events().callRefused(call.id().value(), why);
        out.answer(stations.dialects().named(call.dialect()).render(why, call.id()), () -> {});
    }

    /** Keeps an answer of a few bytes going. */
    private record Listening(Outflow out) implements CallerSink.Listener {
        @Override
        public void writable() {
            out.drain();
        }

        @Override
        public void gone() {
            out.stop();
        }
    }
}
