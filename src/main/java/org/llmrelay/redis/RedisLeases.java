package org.llmrelay.redis;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.limit.Leases;
import redis.clients.jedis.params.SetParams;

/** The slots of accounts in Redis: a sorted set an account. Thread-safe. */
final class RedisLeases implements Leases {
    private final Script takeLease = Script.named("take_lease");
    private final Script forgetBinding = Script.named("forget_binding");
    private final Redis redis;
    private final InstantSource clock;
    private final RunningCalls running;

    RedisLeases(Redis redis, InstantSource clock) {
        this.redis = redis;
        this.clock = clock;
        this.running = new RunningCalls(redis, clock);
    }

    @Override
    public boolean take(Claim claim) {
        Binding binding = claim.binding();
        if (binding == null) {
            return isTaken(claim, redis.run(taking(claim)));
        }
        // The session lives in its key's slot, out of reach of the account's script. So it is bound in the same round
        // trip in any case, and set free again where no slot was to be had: one more trip when an account is full.
        Object answer = redis.runAll(List.of(taking(claim), binding(claim.account(), binding)))
                .get(0);
        boolean taken = isTaken(claim, answer);
        if (!taken) {
            forgetBinding(claim.account(), binding);
        }
        return taken;
    }

    private static boolean isTaken(Claim claim, @Nullable Object answer) {
        return claim.slots() == 0 || Long.valueOf(1).equals(answer);
    }

    private Command<?> taking(Claim claim) {
        long now = clock.millis();
        long end = now + claim.lease().toMillis();
        String slots = RedisKeys.slots(claim.account());
        if (claim.slots() == 0) {
            return Command.plain(Redis.COMMANDS.zadd(slots, (double) end, claim.call()));
        }
        return takeLease.with(
                List.of(slots),
                List.of(Long.toString(now), Long.toString(end), claim.call(), Integer.toString(claim.slots())));
    }

    private static Command<?> binding(String account, Binding binding) {
        String affinity = RedisKeys.affinity(binding.key(), binding.session());
        long lasting = binding.session().lasting().toMillis();
        return Command.plain(Redis.COMMANDS.set(affinity, account, new SetParams().px(lasting)));
    }

    private void forgetBinding(String account, Binding binding) {
        String affinity = RedisKeys.affinity(binding.key(), binding.session());
        redis.run(forgetBinding.with(List.of(affinity), List.of(account)));
    }

    @Override
    public void release(String account, String call) {
        running.remove(RedisKeys.slots(account), call);
    }

    @Override
    public void renew(String account, Collection<String> calls, Duration lease) {
        running.renew(RedisKeys.slots(account), calls, lease);
    }

    @Override
    public long running(String account) {
        return running.count(RedisKeys.slots(account));
    }
}
