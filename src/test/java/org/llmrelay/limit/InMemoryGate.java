package org.llmrelay.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A gate in memory, for tests; it remembers where sessions went, too. Thread-safe. */
public final class InMemoryGate implements Gate {
    private final InstantSource clock;
    private final Slots tickets;
    private final Map<Conversation, Bound> affinity = new ConcurrentHashMap<>();

    public InMemoryGate(InstantSource clock) {
        this.clock = clock;
        this.tickets = new Slots(clock);
    }

    private record Conversation(String key, String session, String family) {}

    private record Bound(String account, Instant until) {}

    @Override
    public Entry enter(Entrant entrant) {
        Optional<Duration> pause = tickets.take(entrant.key(), entrant.call(), entrant.slots(), entrant.lease());
        if (pause.isPresent()) {
            return new Entry.Full(pause.get());
        }
        return new Entry.Inside(boundAccount(entrant.key(), entrant.session()));
    }

    private @Nullable String boundAccount(String key, @Nullable Session session) {
        if (session == null) {
            return null;
        }
        Instant now = clock.instant();
        Bound bound = affinity.computeIfPresent(
                conversation(key, session),
                (id, old) -> old.until().isAfter(now) ? new Bound(old.account(), now.plus(session.lasting())) : null);
        return bound == null ? null : bound.account();
    }

    @Override
    public void renew(String key, Collection<String> calls, Duration lease) {
        tickets.renew(key, calls, lease);
    }

    @Override
    public long inside(String key) {
        return tickets.running(key);
    }

    @Override
    public void leave(String key, String call) {
        tickets.giveBack(key, call);
    }

    /** Gives a call's slot back and returns whether it still held one, run out or not: only then is it to be booked. */
    public boolean surrender(String key, String call) {
        return tickets.giveBack(key, call);
    }

    void bind(String key, Session session, String account) {
        affinity.put(
                conversation(key, session), new Bound(account, clock.instant().plus(session.lasting())));
    }

    private static Conversation conversation(String key, Session session) {
        return new Conversation(key, session.id(), session.family());
    }
}
