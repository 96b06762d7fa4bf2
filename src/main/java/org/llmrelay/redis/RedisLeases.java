package org.llmrelay.redis;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.llmrelay.limit.Leases;

/**
 * The slots of accounts: a book in Redis for an account that has limits; one without any lends as many as are asked for, and they are only counted. Thread-safe.
 */
final class RedisLeases implements Leases {
    private static final Taken[] ANSWERS = Taken.values();

    private final Script takeLease = Script.named("take_lease");
    private final Script renewLeases = Script.named("renew_leases");
    private final Redis redis;
    private final InstantSource clock;
    private final RunningCalls running;
    private final Predicate<String> isStoredWithLimits;
    private final Bindings bindings;
    /** Accounts whose last call from here was taken into a book. */
    private final Set<String> limited = ConcurrentHashMap.newKeySet();

    /** {@code isStoredWithLimits}: whether an account has limits, for calls that another node has taken. */
    RedisLeases(
            Redis redis,
            InstantSource clock,
            RunningCalls running,
            Predicate<String> isStoredWithLimits,
            Bindings bindings) {
        this.redis = redis;
        this.clock = clock;
        this.running = running;
        this.isStoredWithLimits = isStoredWithLimits;
        this.bindings = bindings;
    }

    @Override
    public Taken take(Claim claim) {
        Taken taken = claim.terms().isLimited() ? askForSlot(claim) : Taken.TAKEN;
        if (taken != Taken.TAKEN) {
            return taken;
        }
        if (!claim.terms().isLimited()) {
            limited.remove(claim.account());
            running.add(claim.account(), claim.call(), claim.lease());
        }
        Binding binding = claim.binding();
        if (binding != null) {
            bindings.bind(claim.call(), binding, claim.account());
        }
        return taken;
    }

    private Taken askForSlot(Claim claim) {
        limited.add(claim.account());
        long end = clock.millis() + claim.lease().toMillis();
        Object answer = redis.run(takeLease.with(
                List.of(RedisKeys.accountBook(claim.account())), terms(claim.call(), end, claim.terms())));
        return answer instanceof Long number ? ANSWERS[number.intValue()] : Taken.TAKEN;
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

    @Override
    public void release(String account, String call) {
        freeing(account, call, Hold.NOTHING).ifPresent(redis::run);
    }

    /**
     * Frees a call's slot, and puts what it used in the place of what it held; empty where Redis need not know. One command: the book is put in order when the
     * next call comes.
     */
    Optional<Command<?>> freeing(String account, String call, Hold used) {
        if (running.remove(account, call) || !isLimited(account)) {
            return Optional.empty();
        }
        String ended = "=" + call + "," + used.tokens() + "," + used.cost() + ";";
        return Optional.of(Command.plain(Redis.COMMANDS.append(RedisKeys.accountBook(account), ended)));
    }

    private boolean isLimited(String account) {
        return limited.contains(account) || isStoredWithLimits.test(account);
    }

    @Override
    public void renew(String account, Collection<String> calls, Duration lease) {
        running.renew(account, calls, lease);
        if (calls.isEmpty() || !isLimited(account)) {
            return;
        }
        List<String> args = new ArrayList<>(calls.size() + 1);
        args.add(Long.toString(clock.millis() + lease.toMillis()));
        args.addAll(calls);
        redis.run(renewLeases.with(List.of(RedisKeys.accountBook(account)), args));
    }

    @Override
    public List<Long> running(List<String> accounts) {
        List<Command<?>> commands = new ArrayList<>(accounts.size() + 1);
        commands.add(running.asking());
        accounts.forEach(account -> commands.add(asking(account, Terms.NONE)));
        List<@Nullable Object> answers = redis.runAll(commands);
        Map<String, Long> elsewhere = running.elsewhere(answers.get(0));
        return IntStream.range(0, accounts.size())
                .mapToObj(i -> running.count(accounts.get(i))
                        + elsewhere.getOrDefault(accounts.get(i), 0L)
                        + load(answers.get(i + 1)).running())
                .toList();
    }

    @Override
    public Load load(String account, Terms terms) {
        return load(redis.run(asking(account, terms)));
    }

    private Command<Object> asking(String account, Terms terms) {
        return takeLease.with(List.of(RedisKeys.accountBook(account)), terms("", 0, terms));
    }

    private static Load load(@Nullable Object answer) {
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
        return bindings.accountOf(binding.key(), binding.session()).or(() -> storedAccountOf(binding));
    }

    private Optional<String> storedAccountOf(Binding binding) {
        SessionPlace place = SessionPlace.of(binding.session());
        String book = RedisKeys.book(binding.key());
        List<@Nullable String> stored =
                redis.ask(client -> client.hmget(book, place.fields().toArray(String[]::new)));
        return stored.stream()
                .filter(Objects::nonNull)
                .map(text -> text.split(",", -1))
                .filter(parts -> parts[0].equals(place.fingerprint()) && Long.parseLong(parts[2]) > clock.millis())
                .map(parts -> parts[1])
                .findFirst();
    }

    /** What the booking of a call tells of the session that the call has bound: the arguments of {@code book_call} from the eighth on, before the limits. */
    List<String> bound(String call) {
        Bindings.Bound bound = bindings.of(call);
        if (bound == null) {
            return List.of(RedisGate.NO_PLACES);
        }
        SessionPlace place = SessionPlace.of(bound.binding().session());
        List<String> places = new ArrayList<>(place.fields());
        places.addAll(SessionPlace.samples(call));
        long now = clock.millis();
        List<String> args = new ArrayList<>();
        args.add(Integer.toString(places.size()));
        args.add(Long.toString(now));
        args.add(Long.toString(now + bound.binding().session().lasting().toMillis()));
        args.add(place.fingerprint() + "," + bound.account());
        args.addAll(places);
        return args;
    }

    /** The call is booked. */
    void forgetBinding(String call) {
        bindings.forget(call);
    }
}
