package org.llmrelay.relay;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.llmrelay.limit.Leases;
import org.llmrelay.scheduling.Scheduler;
import org.llmrelay.stream.Pulse;
import org.llmrelay.usage.Journal;

/**
 * The calls under way on this node: keeps their slots from running out while they run, and their answers' clock going. Thread-safe.
 */
public final class OpenCalls {
    private final Journal journal;
    private final Leases leases;
    private final Pulse pulse = new Pulse();
    private final Set<Journey> journeys = ConcurrentHashMap.newKeySet();

    public OpenCalls(Journal journal, Leases leases) {
        this.journal = journal;
        this.leases = leases;
    }

    /** Tells the other nodes that this one lives, and what its calls have used so far; to be called every second. Blocks for the store. */
    public void note() {
        journal.note(journeys.stream()
                .filter(journey -> journey.ticket().metered())
                .map(Journey::soFar)
                .toList());
    }

    /** Renews the accounts' slots of all calls under way; to be called well within the leases' span. Blocks for the store. */
    public void renewSlots() {
        journeys.stream()
                .filter(journey ->
                        journey.ticket().holdsSlots() && !journey.account().isEmpty())
                .collect(
                        Collectors.groupingBy(Journey::account, Collectors.mapping(Journey::call, Collectors.toList())))
                .forEach((account, calls) -> leases.renew(account, calls, Scheduler.LEASE));
    }

    /** Lets all answers under way look at the time; to be called about once a second. Does not block. */
    public void beat() {
        pulse.beat();
    }

    /** This node stops: the calls under way end here and now, and are settled with what was told so far. */
    public void dismissAll() {
        journeys.forEach(Journey::gone);
    }

    /** How many calls are under way. */
    public int size() {
        return journeys.size();
    }

    Pulse pulse() {
        return pulse;
    }

    void add(Journey journey) {
        journeys.add(journey);
    }

    void remove(Journey journey) {
        journeys.remove(journey);
    }
}
