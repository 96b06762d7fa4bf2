package org.llmrelay.relay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Attempt;
import org.llmrelay.call.Ending;
import org.llmrelay.call.Outcome;
import org.llmrelay.call.PassedOver;
import org.llmrelay.scheduling.Lease;

/** What a journey remembers of itself: attempts and times. Written by one stage at a time, readable by any thread. */
final class Logbook {
    private final Instant arrived;
    private final InstantSource clock;
    private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
    private volatile List<PassedOver> passedOver = List.of();

    private volatile Instant attemptBegan;
    private volatile @Nullable Duration firstByte;
    private volatile int status;

    Logbook(Instant arrived, InstantSource clock) {
        this.arrived = arrived;
        this.clock = clock;
        this.attemptBegan = arrived;
    }

    /** Accounts were looked at and not asked. */
    void passedOver(List<PassedOver> more) {
        if (!more.isEmpty()) {
            passedOver = Stream.concat(passedOver.stream(), more.stream()).toList();
        }
    }

    void attemptBegins() {
        attemptBegan = clock.instant();
    }

    void attemptEnds(Lease lease, int upstreamStatus, String result) {
        Duration took = Duration.between(attemptBegan, clock.instant());
        attempts.add(new Attempt(lease.account().id(), upstreamStatus, result, took, lease.ground()));
    }

    /** The caller is sent an answer from now on. */
    void answerBegins(int callersStatus) {
        status = callersStatus;
        firstByte = sinceArrival();
    }

    int attempts() {
        return attempts.size();
    }

    Duration sinceArrival() {
        return Duration.between(arrived, clock.instant());
    }

    Outcome outcome(Ending ending, Told told) {
        return new Outcome(
                ending,
                status,
                told.usage().plus(told.untold()),
                told.untold(),
                told.model(),
                told.delivery(),
                attempts,
                passedOver,
                firstByte,
                sinceArrival());
    }
}
