package org.llmrelay.redis;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.llmrelay.limit.Leases;
import redis.clients.jedis.params.SetParams;

/**
 * The slots of accounts in Redis: a sorted set for an account without limits, a book for one that has some. Thread-safe.
 */
final class RedisLeases implements Leases {
    private static final Taken[] ANSWERS = Taken.values();

    private final Script takeLease = Script.named("take_lease");
    private final Script renewLeases = Script.named("renew_leases");
    private final Script forgetBinding = Script.named("forget_binding");
    private final Redis redis;
    private final InstantSource clock;
    private final RunningCalls running;
    private final Predicate<String> isStoredWithLimits;
    /** Accounts whose last call from here was taken into a book. */
    private final Set<String> limited = ConcurrentHashMap.newKeySet();

    /** {@code isStoredWithLimits}: whether an account has limits, for calls that another node has taken. */
    RedisLeases(Redis redis, InstantSource clock, Predicate<String> isStoredWithLimits) {
        this.redis = redis;
        this.clock = clock;
        this.running = new RunningCalls(redis, clock);
        this.isStoredWithLimits = isStoredWithLimits;
    }

    @Override
    public Taken take(Claim claim) {
        Binding binding = claim.binding();
        if (binding == null) {
            return answer(claim, redis.run(taking(claim)));
        }
        // The session lives in its key's slot, out of reach of the account's script. So it is bound in the same round
        // trip in any case, and set free again where no slot was to be had: one more trip when an account is full.
        Object answer = redis.runAll(List.of(taking(claim), binding(claim.account(), binding)))
                .get(0);
        Taken taken = answer(claim, answer);
        if (taken != Taken.TAKEN) {
            forgetBinding(claim.account(), binding);
        }
        return taken;
    }

    private static Taken answer(Claim claim, @Nullable Object answer) {
        return claim.terms().isLimited() && answer instanceof Long number ? ANSWERS[number.intValue()] : Taken.TAKEN;
    }

    private Command<?> taking(Claim claim) {
        long end = clock.millis() + claim.lease().toMillis();
        if (!claim.terms().isLimited()) {
            limited.remove(claim.account());
            return Command.plain(Redis.COMMANDS.zadd(RedisKeys.slots(claim.account()), (double) end, claim.call()));
        }
        limited.add(claim.account());
        return takeLease.with(List.of(RedisKeys.accountBook(claim.account())), terms(claim.call(), end, claim.terms()));
    }

    private List<String> terms(String call, long end, Terms terms) {
        return List.of(
                Long.toString(clock.millis()),
                call,
                Long.toString(end),
                Integer.toString(terms.slots()),
                Long.toString(terms.requests()),
                Long.toString(terms.tokens()),
                Long.toString(terms.cost()),
                Long.toString(terms.day().toEpochMilli()),
                Long.toString(terms.holds().tokens()),
                Long.toString(terms.holds().cost()));
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
        redis.run(freeing(account, call, Hold.NOTHING));
    }

    /** Frees a call's slot, and puts what it used in the place of what it held. One command: the book is put in order when the next call comes. */
    Command<?> freeing(String account, String call, Hold used) {
        if (!isLimited(account)) {
            return Command.plain(Redis.COMMANDS.zrem(RedisKeys.slots(account), call));
        }
        String ended = "=" + call + "," + used.tokens() + "," + used.cost() + ";";
        return Command.plain(Redis.COMMANDS.append(RedisKeys.accountBook(account), ended));
    }

    private boolean isLimited(String account) {
        return limited.contains(account) || isStoredWithLimits.test(account);
    }

    @Override
    public void renew(String account, Collection<String> calls, Duration lease) {
        running.renew(RedisKeys.slots(account), calls, lease);
        if (calls.isEmpty() || !isLimited(account)) {
            return;
        }
        List<String> args = new ArrayList<>(calls.size() + 1);
        args.add(Long.toString(clock.millis() + lease.toMillis()));
        args.addAll(calls);
        redis.run(renewLeases.with(List.of(RedisKeys.accountBook(account)), args));
    }

    @Override
    public long running(String account) {
        return running.count(RedisKeys.slots(account))
                + booked(account, Terms.NONE).running();
    }

    @Override
    public Load load(String account, Terms terms) {
        return booked(account, terms);
    }

    private Load booked(String account, Terms terms) {
        Object answer = redis.run(takeLease.with(List.of(RedisKeys.accountBook(account)), terms("", 0, terms)));
        List<?> numbers = (List<?>) answer;
        return numbers == null
                ? Load.NONE
                : new Load(number(numbers, 0), number(numbers, 1), number(numbers, 2), number(numbers, 3));
    }

    private static long number(List<?> numbers, int place) {
        return (Long) numbers.get(place);
    }

    @Override
    public Optional<String> accountOf(Binding binding) {
        String affinity = RedisKeys.affinity(binding.key(), binding.session());
        return Optional.ofNullable(redis.ask(client -> client.get(affinity)));
    }
}
