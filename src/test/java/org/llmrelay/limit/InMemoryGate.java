package org.llmrelay.limit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A gate in memory, for tests; it remembers where sessions went, too. Thread-safe. */
public final class InMemoryGate implements Gate {
    private final InstantSource clock;
    private final Map<String, Map<String, Ticket>> tickets = new HashMap<>();
    private final Map<String, Counter> counters = new HashMap<>();
    private final Map<Conversation, Bound> affinity = new HashMap<>();

    public InMemoryGate(InstantSource clock) {
        this.clock = clock;
    }

    private record Conversation(String key, String session, String family) {}

    private record Bound(String account, Instant until) {}

    /** A call that is in, with the period in which it counts under each limit. */
    private record Ticket(Map<Hold, Instant> periods) {}

    @Override
    public synchronized Entry enter(Entrant entrant) {
        Instant now = clock.instant();
        if (entrant.slots() > 0 && inside(entrant.key()) >= entrant.slots()) {
            return new Entry.Full();
        }
        List<String> overruns = new ArrayList<>();
        for (Hold hold : entrant.holds()) {
            Counter counter = counter(entrant.key(), hold.rule());
            if (counter.fits(hold, now)) {
                continue;
            }
            if (hold.rule().enforced()) {
                return new Entry.Spent(
                        hold.rule(), counter.meter(hold.rule(), now).resets());
            }
            overruns.add(hold.rule().name());
        }
        Map<Hold, Instant> periods = new HashMap<>();
        entrant.holds()
                .forEach(hold ->
                        periods.put(hold, counter(entrant.key(), hold.rule()).admit(hold, now)));
        open(entrant.key()).put(entrant.slip().call(), new Ticket(periods));
        List<Rule> rules = entrant.holds().stream().map(Hold::rule).toList();
        return new Entry.Inside(
                boundAccount(entrant.key(), entrant.session(), now), overruns, meters(entrant.key(), rules));
    }

    private @Nullable String boundAccount(String key, @Nullable Session session, Instant now) {
        if (session == null) {
            return null;
        }
        Bound bound = affinity.computeIfPresent(
                conversation(key, session),
                (id, old) -> old.until().isAfter(now) ? new Bound(old.account(), now.plus(session.lasting())) : null);
        return bound == null ? null : bound.account();
    }

    @Override
    public synchronized long inside(String key) {
        return open(key).size();
    }

    @Override
    public synchronized List<Meter> meters(String key, List<Rule> rules) {
        Instant now = clock.instant();
        return rules.stream().map(rule -> counter(key, rule).meter(rule, now)).toList();
    }

    @Override
    public synchronized void reset(String key, List<Rule> rules) {
        rules.forEach(rule -> counter(key, rule).reset());
    }

    /** Gives a call's slot back and counts what it used; returns whether it still held one: only then is it to be booked. */
    public synchronized boolean surrender(String key, String call, Map<Unit, Long> used, boolean untried) {
        Ticket ticket = open(key).remove(call);
        if (ticket == null) {
            return false;
        }
        ticket.periods().forEach((hold, period) -> counter(key, hold.rule())
                .settle(hold, period, used.getOrDefault(hold.rule().unit(), 0L), untried));
        return true;
    }

    synchronized void bind(String key, Session session, String account) {
        affinity.put(
                conversation(key, session), new Bound(account, clock.instant().plus(session.lasting())));
    }

    private Map<String, Ticket> open(String key) {
        return tickets.computeIfAbsent(key, id -> new HashMap<>());
    }

    private Counter counter(String key, Rule rule) {
        return counters.computeIfAbsent(key + ' ' + rule.name(), name -> new Counter());
    }

    private static Conversation conversation(String key, Session session) {
        return new Conversation(key, session.id(), session.family());
    }
}
