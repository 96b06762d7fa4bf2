package org.llmrelay.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.llmrelay.account.CoolDown;
import org.llmrelay.account.Standing;
import org.llmrelay.account.Standings;
import org.llmrelay.account.State;
import org.llmrelay.account.Transition;
import org.llmrelay.failure.StoreUnavailableException;

/**
 * Standings in Redis, with all of them in memory: one hash with a field for each account and family that is or was in trouble. A change is made
 * in memory first, then in Redis, whose word then goes for all nodes. Thread-safe.
 */
final class RedisStandings implements Standings {
    private static final String BETWEEN = "|";
    private static final String REMEMBERED = Integer.toString(Transition.REMEMBERED);

    private final Script setCoolDown = Script.named("set_cool_down");
    private final Script dropCoolDowns = Script.named("drop_cool_downs");
    private final Script resetStanding = Script.named("reset_standing");
    private final Snapshot<Map<String, Standing>> snapshot = new Snapshot<>(Map.of());
    private final Map<String, Instant> recoveries = new ConcurrentHashMap<>();
    private final Redis redis;
    private final InstantSource clock;
    private final Probes probes;
    private final History history;
    private final RedisEvents events;

    RedisStandings(Redis redis, InstantSource clock, RedisEvents events) {
        this.redis = redis;
        this.clock = clock;
        this.probes = new Probes(redis, clock);
        this.history = new History(redis);
        this.events = events;
    }

    private static List<String> keys(String account) {
        return List.of(RedisKeys.STANDINGS, RedisKeys.history(account));
    }

    @Override
    public Standing of(String account) {
        return snapshot.get().getOrDefault(account, Standing.GOOD);
    }

    @Override
    public CoolDown coolDown(String account, CoolDown coolDown) {
        State before = state(account, coolDown.family());
        keepLater(account, coolDown);
        store(account, () -> keepLater(account, coolDownInRedis(account, coolDown, before)));
        return of(account).of(coolDown.family()).orElse(coolDown);
    }

    private State state(String account, String family) {
        return of(account).of(family).map(CoolDown::state).orElse(State.HEALTHY);
    }

    private void keepLater(String account, CoolDown coolDown) {
        change(account, standing -> {
            boolean outlasted = standing.of(coolDown.family())
                    .filter(other -> other.until().isAfter(coolDown.until()))
                    .isPresent();
            return outlasted ? standing : standing.with(coolDown);
        });
    }

    private CoolDown coolDownInRedis(String account, CoolDown coolDown, State before) {
        StoredCoolDown record = StoredCoolDown.of(coolDown);
        Object later = redis.run(setCoolDown.with(
                keys(account),
                List.of(
                        account,
                        coolDown.family(),
                        Long.toString(record.until()),
                        Json.write(record),
                        RedisKeys.CHANGES,
                        History.step(Transition.into(coolDown, before)),
                        REMEMBERED)));
        return later == null ? coolDown : read(coolDown.family(), (String) later);
    }

    @Override
    public void recovered(String account, String family, String by) {
        Standing standing = of(account);
        // Almost every call ends here, without a word to Redis.
        if (standing.coolDowns().isEmpty()) {
            return;
        }
        Standing rest = standing.without(family).without(CoolDown.ALL);
        if (rest.equals(standing)) {
            return;
        }
        String concerned = standing.of(CoolDown.ALL).isPresent() ? CoolDown.ALL : family;
        String step = step(concerned, state(account, concerned), by, Transition.RELAY);
        recoveries.put(account, clock.instant());
        change(account, old -> old.without(family).without(CoolDown.ALL));
        store(
                account,
                () -> redis.run(dropCoolDowns.with(
                        keys(account), List.of(account, RedisKeys.CHANGES, step, REMEMBERED, family, CoolDown.ALL))));
    }

    private String step(String family, State from, String reason, String by) {
        return History.step(new Transition(clock.instant(), family, from, State.HEALTHY, null, reason, by));
    }

    @Override
    public void reset(String account, String reason, String by) {
        String step = step(CoolDown.ALL, state(account, CoolDown.ALL), reason, by);
        recoveries.put(account, clock.instant());
        change(account, old -> Standing.GOOD);
        store(
                account,
                () -> redis.run(
                        resetStanding.with(keys(account), List.of(account, RedisKeys.CHANGES, step, REMEMBERED))));
    }

    @Override
    public Optional<Instant> lastRecovery(String account) {
        return Optional.ofNullable(recoveries.get(account));
    }

    @Override
    public void note(String account, Transition step) {
        store(account, () -> history.add(account, step));
    }

    @Override
    public List<Transition> history(String account) {
        return history.of(account);
    }

    @Override
    public boolean claimProbe(String account, String family, Duration lasting) {
        return probes.claim(account, family, lasting);
    }

    /** Reads all standings anew: one was changed, here or elsewhere. */
    void reload() {
        Map<String, Standing> before = snapshot.get();
        Map<String, Standing> after = snapshot.reload(this::read);
        before.forEach((account, standing) -> noteRecovery(account, standing, after));
    }

    /** Another node has found that an account is well again. */
    private void noteRecovery(String account, Standing before, Map<String, Standing> after) {
        Standing now = after.getOrDefault(account, Standing.GOOD);
        boolean isBetter = before.coolDowns().stream()
                .anyMatch(coolDown -> now.of(coolDown.family()).isEmpty());
        if (isBetter) {
            recoveries.put(account, clock.instant());
        }
    }

    private Map<String, Standing> read() {
        Map<String, Standing> standings = new HashMap<>();
        redis.ask(client -> client.hgetAll(RedisKeys.STANDINGS)).forEach((field, record) -> {
            int end = field.indexOf(BETWEEN);
            CoolDown coolDown = read(field.substring(end + 1), record);
            standings.merge(field.substring(0, end), Standing.GOOD.with(coolDown), (old, one) -> old.with(coolDown));
        });
        return Map.copyOf(standings);
    }

    private static CoolDown read(String family, String record) {
        return Json.read(record, StoredCoolDown.class).toCoolDown(family);
    }

    private void change(String account, UnaryOperator<Standing> change) {
        snapshot.update(old -> {
            Map<String, Standing> standings = new HashMap<>(old);
            Standing changed = change.apply(old.getOrDefault(account, Standing.GOOD));
            standings.put(account, changed);
            standings.values().removeIf(Standing.GOOD::equals);
            return Map.copyOf(standings);
        });
    }

    private void store(String account, Runnable write) {
        try {
            write.run();
        } catch (StoreUnavailableException e) {
            events.standingNotStored(account);
        }
    }
}
