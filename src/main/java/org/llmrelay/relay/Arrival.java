package org.llmrelay.relay;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admission.Admission;
import org.llmrelay.admission.Decision;
import org.llmrelay.admission.RefusalBook;
import org.llmrelay.call.Call;
import org.llmrelay.failure.GatewayFault;
import org.llmrelay.failure.RelayFailure;
import org.llmrelay.relay.RelayEngine.Stations;
import org.llmrelay.secret.Secret;
import org.llmrelay.stream.CallerSink;
import org.llmrelay.stream.Outflow;

/**
 * A call before its admission: it asks once, or again and again while it waits for a slot without holding a thread. Its stages follow one another on
 * changing threads; only the caller's leaving comes from aside.
 */
final class Arrival implements CallerSink.Listener {
    private static final int KNOCK_MILLIS = 100;

    private final Call call;
    private final @Nullable Secret presented;
    private final CallerSink sink;
    private final Outflow out;
    private final Admission admission;
    private final RefusalBook refusals;
    private final WaitingRoom room;
    private final Stations stations;

    private volatile boolean gone;

    /** The key whose seat in the waiting room is taken, or null. */
    private volatile @Nullable String seat;

    private volatile Instant until = Instant.MIN;

    Arrival(Call call, @Nullable Secret presented, CallerSink sink, Door door) {
        this.call = call;
        this.presented = presented;
        this.sink = sink;
        this.out = new Outflow(sink);
        this.admission = door.admission();
        this.refusals = door.refusals();
        this.room = door.room();
        this.stations = door.stations();
    }

    /** What all calls pass on their way in. */
    record Door(Admission admission, RefusalBook refusals, WaitingRoom room, Stations stations) {}

    /** Asks to be let in. Blocks for a round trip or two to the store. */
    void knock() {
        try {
            follow(admission.decide(call, presented));
        } catch (RuntimeException e) {
            stations.events().callBroke(call.id().value(), e);
            refuse(null, new GatewayFault.Internal());
        }
    }

    private void follow(Decision decision) {
        if (decision instanceof Decision.Admitted admitted) {
            admit(admitted);
        } else if (decision instanceof Decision.Refused refused) {
            refuse(refused.key(), refused.why());
        } else if (decision instanceof Decision.Crowded crowded) {
            await(crowded);
        }
    }

    private void admit(Decision.Admitted admitted) {
        standUp();
        String id = call.id().value();
        admitted.ticket().counted().overruns().forEach(limit -> stations.events()
                .limitOverrun(id, limit));
        Journey journey = new Journey(call, admitted.ticket(), out, stations);
        sink.listen(journey);
        journey.begin();
    }

    private void await(Decision.Crowded crowded) {
        Instant now = stations.clock().instant();
        if (seat == null && room.enter(crowded.key(), crowded.queue().size())) {
            seat = crowded.key();
            until = now.plus(crowded.queue().patience());
            sink.listen(this);
        }
        if (seat == null || !now.isBefore(until)) {
            refuse(crowded.key(), crowded.why());
            return;
        }
        CompletableFuture.delayedExecutor(KNOCK_MILLIS, TimeUnit.MILLISECONDS, stations.executor())
                .execute(this::knockAgain);
    }

    private void knockAgain() {
        if (gone) {
            standUp();
        } else {
            knock();
        }
    }

    private void standUp() {
        String key = seat;
        if (key != null) {
            seat = null;
            room.leave(key);
        }
    }

    private void refuse(@Nullable String key, RelayFailure why) {
        standUp();
        sink.listen(this);
        stations.events().callRefused(call.id().value(), why);
        refusals.note(key, call, why);
        out.answer(stations.dialects().named(call.tongue()).render(why, call.id()), () -> {});
    }

    @Override
    public void writable() {
        out.drain();
    }

    @Override
    public void gone() {
        gone = true;
        out.stop();
    }
}
