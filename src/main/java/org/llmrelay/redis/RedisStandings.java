package org.llmrelay.redis;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.llmrelay.account.CoolDown;
import org.llmrelay.account.Standing;
import org.llmrelay.account.Standings;
import org.llmrelay.failure.StoreUnavailableException;

/**
 * Standings in Redis, with all of them in memory: one hash with a field for each account and family that is or was in trouble. A change is made
 * in memory first, then in Redis, whose word then goes for all nodes. Thread-safe.
 */
final class RedisStandings implements Standings {
    private static final String BETWEEN = "|";
    private static final List<String> KEYS = List.of(RedisKeys.STANDINGS);

    private final Script setCoolDown = Script.named("set_cool_down");
    private final Script dropCoolDowns = Script.named("drop_cool_downs");
    private final Script resetStanding = Script.named("reset_standing");
    private final Snapshot<Map<String, Standing>> snapshot = new Snapshot<>(Map.of());
    private final Redis redis;
    private final Probes probes;
    private final RedisEvents events;

    RedisStandings(Redis redis, InstantSource clock, RedisEvents events) {
        this.redis = redis;
        this.probes = new Probes(redis, clock);
        this.events = events;
    }

    @Override
    public Standing of(String account) {
        return snapshot.get().getOrDefault(account, Standing.GOOD);
    }

    @Override
    public CoolDown coolDown(String account, CoolDown coolDown) {
        keepLater(account, coolDown);
        store(account, () -> keepLater(account, coolDownInRedis(account, coolDown)));
        return of(account).of(coolDown.family()).orElse(coolDown);
    }

    private void keepLater(String account, CoolDown coolDown) {
        change(account, standing -> {
            boolean outlasted = standing.of(coolDown.family())
                    .filter(other -> other.until().isAfter(coolDown.until()))
                    .isPresent();
            return outlasted ? standing : standing.with(coolDown);
        });
    }

    private CoolDown coolDownInRedis(String account, CoolDown coolDown) {
        StoredCoolDown record = StoredCoolDown.of(coolDown);
        Object later = redis.run(setCoolDown.with(
                KEYS,
                List.of(
                        account,
                        coolDown.family(),
                        Long.toString(record.until()),
                        Json.write(record),
                        RedisKeys.CHANGES)));
        return later == null ? coolDown : read(coolDown.family(), (String) later);
    }

    @Override
    public void recovered(String account, String family) {
        Standing standing = of(account);
        // Almost every call ends here, without a word to Redis.
        if (standing.coolDowns().isEmpty()) {
            return;
        }
        Standing rest = standing.without(family).without(CoolDown.ALL);
        if (rest.equals(standing)) {
            return;
        }
        change(account, old -> old.without(family).without(CoolDown.ALL));
        store(
                account,
                () -> redis.run(dropCoolDowns.with(KEYS, List.of(account, RedisKeys.CHANGES, family, CoolDown.ALL))));
    }

    @Override
    public void reset(String account) {
        change(account, old -> Standing.GOOD);
        store(account, () -> redis.run(resetStanding.with(KEYS, List.of(account, RedisKeys.CHANGES))));
    }

    @Override
    public boolean claimProbe(String account, String family, Duration lasting) {
        return probes.claim(account, family, lasting);
    }

    /** Reads all standings anew: one was changed, here or elsewhere. */
    void reload() {
        snapshot.reload(this::read);
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
