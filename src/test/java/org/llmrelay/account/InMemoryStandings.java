package org.llmrelay.account;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** Standings in memory, for tests. Thread-safe. */
public final class InMemoryStandings implements Standings {
    private final InstantSource clock;
    private final Map<String, Standing> standings = new ConcurrentHashMap<>();
    private final Map<Probe, Instant> probes = new ConcurrentHashMap<>();
    private final Map<String, Instant> recoveries = new ConcurrentHashMap<>();
    private final Map<String, Deque<Transition>> histories = new ConcurrentHashMap<>();

    public InMemoryStandings(InstantSource clock) {
        this.clock = clock;
    }

    private record Probe(String account, String family) {}

    @Override
    public Standing of(String account) {
        return standings.getOrDefault(account, Standing.GOOD);
    }

    @Override
    public CoolDown coolDown(String account, CoolDown coolDown) {
        State from = of(account).of(coolDown.family()).map(CoolDown::state).orElse(State.HEALTHY);
        if (isStep(of(account).of(coolDown.family()).orElse(null), coolDown)) {
            note(account, Transition.into(coolDown, from));
        }
        return standings
                .compute(account, (id, old) -> later(old == null ? Standing.GOOD : old, coolDown))
                .of(coolDown.family())
                .orElseThrow();
    }

    private static boolean isStep(@Nullable CoolDown before, CoolDown after) {
        if (before == null || !before.until().isAfter(after.since())) {
            return true;
        }
        boolean isSame = before.state() == after.state() && before.streak() == after.streak();
        return !isSame && !before.until().isAfter(after.until());
    }

    private static Standing later(Standing standing, CoolDown coolDown) {
        boolean outlasted = standing.of(coolDown.family())
                .filter(old -> old.until().isAfter(coolDown.until()))
                .isPresent();
        return outlasted ? standing : standing.with(coolDown);
    }

    @Override
    public void recovered(String account, String family, String by) {
        Standing before = of(account);
        Standing after = before.without(family).without(CoolDown.ALL);
        if (after.equals(before)) {
            return;
        }
        String concerned = before.of(CoolDown.ALL).isPresent() ? CoolDown.ALL : family;
        recoveries.put(account, clock.instant());
        standings.put(account, after);
        end(account, concerned, before.of(concerned).orElseThrow().state(), by, Transition.RELAY);
    }

    private void end(String account, String family, State from, String reason, String by) {
        note(account, new Transition(clock.instant(), family, from, State.HEALTHY, null, reason, by));
    }

    @Override
    public void reset(String account, String reason, String by) {
        State from = of(account).of(CoolDown.ALL).map(CoolDown::state).orElse(State.HEALTHY);
        recoveries.put(account, clock.instant());
        standings.remove(account);
        end(account, CoolDown.ALL, from, reason, by);
    }

    @Override
    public Optional<Instant> lastRecovery(String account) {
        return Optional.ofNullable(recoveries.get(account));
    }

    @Override
    public void note(String account, Transition step) {
        Deque<Transition> steps = histories.computeIfAbsent(account, id -> new ConcurrentLinkedDeque<>());
        steps.addFirst(step);
        while (steps.size() > Transition.REMEMBERED) {
            steps.removeLast();
        }
    }

    @Override
    public List<Transition> history(String account) {
        return List.copyOf(histories.getOrDefault(account, new ArrayDeque<>()));
    }

    void forget(String account) {
        standings.remove(account);
        histories.remove(account);
    }

    @Override
    public boolean claimProbe(String account, String family, Duration lasting) {
        Probe probe = new Probe(account, family);
        Instant now = clock.instant();
        probes.computeIfPresent(probe, (id, end) -> end.isAfter(now) ? end : null);
        return probes.putIfAbsent(probe, now.plus(lasting)) == null;
    }
}
