package org.llmrelay.account;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Standings in memory, for tests. Thread-safe. */
public final class InMemoryStandings implements Standings {
    private final InstantSource clock;
    private final Map<String, Standing> standings = new ConcurrentHashMap<>();
    private final Map<Probe, Instant> probes = new ConcurrentHashMap<>();

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
        return standings
                .compute(account, (id, old) -> later(old == null ? Standing.GOOD : old, coolDown))
                .of(coolDown.family())
                .orElseThrow();
    }

    private static Standing later(Standing standing, CoolDown coolDown) {
        boolean outlasted = standing.of(coolDown.family())
                .filter(old -> old.until().isAfter(coolDown.until()))
                .isPresent();
        return outlasted ? standing : standing.with(coolDown);
    }

    @Override
    public void recovered(String account, String family) {
        standings.computeIfPresent(account, (id, old) -> old.without(family).without(CoolDown.ALL));
    }

    @Override
    public void reset(String account) {
        standings.remove(account);
    }

    @Override
    public boolean claimProbe(String account, String family, Duration lasting) {
        Probe probe = new Probe(account, family);
        Instant now = clock.instant();
        probes.computeIfPresent(probe, (id, end) -> end.isAfter(now) ? end : null);
        return probes.putIfAbsent(probe, now.plus(lasting)) == null;
    }
}
