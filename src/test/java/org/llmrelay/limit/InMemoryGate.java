package org.llmrelay.limit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A gate in memory, for tests; it remembers where sessions went, too. Thread-safe. */
public final class InMemoryGate implements Gate {
    private final InstantSource clock;
    private final Map<String, Map<String, Ticket>> tickets = new HashMap<>();
    private final Map<String, Counter> counters = new HashMap<>();
    private final Map<Conversation, Bound> affinity = new HashMap<>();
    private final Map<String, Entrant> passed = new HashMap<>();
    private int used;

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

    @Override
    public synchronized Entry use(String key, List<Hold> holds) {
        String call = "use" + used++;
        Entry entry = enter(new Entrant(key, new Slip(call, clock.instant(), "", "", false, null), 0, holds, null));
        if (entry instanceof Entry.Inside) {
            open(key).remove(call);
        }
        return entry;
    }

    @Override
    public synchronized String pass(Entrant entrant) {
        passed.put(entrant.slip().call(), entrant);
        return entrant.slip().call();
    }

    /** Lets a call in that has passed, once. */
    public synchronized void enterLate(String pass) {
        Entrant entrant = passed.remove(pass);
        if (entrant == null) {
            return;
        }
        Map<Hold, Instant> periods = new HashMap<>();
        for (Hold hold : entrant.holds()) {
            Hold late = new Hold(hold.rule(), hold.rule().unit().isCalls() ? hold.amount() : 0);
            periods.put(
                    late,
                    counter(entrant.key(), hold.rule())
                            .admitLate(late, entrant.slip().at()));
        }
        open(entrant.key()).put(entrant.slip().call(), new Ticket(periods));
    }

    synchronized Optional<String> accountOf(String key, Session session) {
        return Optional.ofNullable(boundAccount(key, session, clock.instant()));
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
    public synchronized void carry(String key, List<Carried> spent) {
        spent.forEach(one -> counter(key, one.rule()).carry(one, clock.instant()));
    }

    /** Periods are over by themselves here. */
    @Override
    public synchronized int turnOver(List<Ruled> keys) {
        return 0;
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
