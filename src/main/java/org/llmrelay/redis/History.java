package org.llmrelay.redis;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.State;
import org.llmrelay.account.Transition;

/** The steps of accounts from state to state in Redis: a capped list an account. Thread-safe. */
final class History {
    private final Redis redis;

    History(Redis redis) {
        this.redis = redis;
    }

    /** A step's record; times in milliseconds. */
    record Stored(
            long at,
            String family,
            String from,
            String to,
            @Nullable Long until,
            String reason,
            String by) {
        Transition toTransition() {
            return new Transition(
                    Instant.ofEpochMilli(at),
                    family,
                    Words.read(State.values(), State::code, from),
                    Words.read(State.values(), State::code, to),
                    until == null ? null : Instant.ofEpochMilli(until),
                    reason,
                    by);
        }
    }

    static String step(Transition step) {
        return Json.write(new Stored(
                step.at().toEpochMilli(),
                step.family(),
                step.from().code(),
                step.to().code(),
                step.until() == null ? null : (Long) step.until().toEpochMilli(),
                step.reason(),
                step.by()));
    }

    void add(String account, Transition step) {
        String list = RedisKeys.history(account);
        redis.runAll(List.of(
                Command.plain(Redis.COMMANDS.lpush(list, step(step))),
                Command.plain(Redis.COMMANDS.ltrim(list, 0, Transition.REMEMBERED - 1))));
    }

    List<Transition> of(String account) {
        return redis.ask(client -> client.lrange(RedisKeys.history(account), 0, -1)).stream()
                .map(record -> Json.read(record, Stored.class).toTransition())
                .toList();
    }
}
