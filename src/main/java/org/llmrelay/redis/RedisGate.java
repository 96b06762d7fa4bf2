package org.llmrelay.redis;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.llmrelay.limit.Gate;

/** The gate in Redis: a sorted set of tickets a key. Thread-safe. */
final class RedisGate implements Gate {
    private final Script takeTicket = Script.named("take_ticket");
    private final Redis redis;
    private final InstantSource clock;
    private final RunningCalls running;

    RedisGate(Redis redis, InstantSource clock) {
        this.redis = redis;
        this.clock = clock;
        this.running = new RunningCalls(redis, clock);
    }

    @Override
    public Entry enter(Entrant entrant) {
        long now = clock.millis();
        Session session = entrant.session();
        String tickets = RedisKeys.tickets(entrant.key());
        List<String> keys =
                session == null ? List.of(tickets) : List.of(tickets, RedisKeys.affinity(entrant.key(), session));
        Object answer = redis.run(takeTicket.with(
                keys,
                List.of(
                        Long.toString(now),
                        Long.toString(now + entrant.lease().toMillis()),
                        entrant.call(),
                        Integer.toString(entrant.slots()),
                        session == null ? "" : Long.toString(session.lasting().toMillis()))));
        if (answer instanceof Long pause) {
            return new Entry.Full(Duration.ofMillis(pause));
        }
        return new Entry.Inside((String) answer);
    }

    @Override
    public void renew(String key, Collection<String> calls, Duration lease) {
        running.renew(RedisKeys.tickets(key), calls, lease);
    }

    @Override
    public long inside(String key) {
        return running.count(RedisKeys.tickets(key));
    }

    @Override
    public void leave(String key, String call) {
        running.remove(RedisKeys.tickets(key), call);
    }
}
