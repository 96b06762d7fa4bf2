package org.llmrelay.relay;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.llmrelay.admission.Admission;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.Leases;
import org.llmrelay.scheduling.Scheduler;
import org.llmrelay.stream.Pulse;

/**
 * The calls under way on this node: keeps their slots from running out while they run, and their answers' clock going. Thread-safe.
 */
public final class OpenCalls {
    private final Gate gate;
    private final Leases leases;
    private final Pulse pulse = new Pulse();
    private final Set<Journey> journeys = ConcurrentHashMap.newKeySet();

    public OpenCalls(Gate gate, Leases leases) {
        this.gate = gate;
        this.leases = leases;
    }

    /** Renews the slots of all calls under way; to be called well within the leases' span. Blocks for the store. */
    public void renewSlots() {
        by(Journey::key).forEach((key, calls) -> gate.renew(key, calls, Admission.LEASE));
        by(Journey::account).forEach((account, calls) -> leases.renew(account, calls, Scheduler.LEASE));
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

    private Map<String, List<String>> by(Function<Journey, String> holder) {
        return journeys.stream()
                .filter(journey -> journey.isMetered() && !holder.apply(journey).isEmpty())
                .collect(Collectors.groupingBy(holder, Collectors.mapping(Journey::call, Collectors.toList())));
    }
}
