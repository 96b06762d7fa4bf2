package org.llmrelay.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.llmrelay.account.Checks;
import org.llmrelay.account.Checkup;
import org.llmrelay.failure.StoreUnavailableException;

/** What checks have found in Redis: a capped list an account. Thread-safe. */
final class RedisChecks implements Checks {
    private final Redis redis;
    private final RedisEvents events;

    RedisChecks(Redis redis, RedisEvents events) {
        this.redis = redis;
        this.events = events;
    }

    /** A check's record; times in milliseconds. */
    record Stored(long at, String result, int status, long took) {
        static Stored of(Checkup checkup) {
            return new Stored(
                    checkup.at().toEpochMilli(),
                    checkup.result(),
                    checkup.status(),
                    checkup.took().toMillis());
        }

        Checkup toCheckup() {
            return new Checkup(Instant.ofEpochMilli(at), result, status, Duration.ofMillis(took));
        }
    }

    @Override
    public void note(String account, Checkup checkup) {
        String list = RedisKeys.checks(account);
        try {
            redis.runAll(List.of(
                    Command.plain(Redis.COMMANDS.lpush(list, Json.write(Stored.of(checkup)))),
                    Command.plain(Redis.COMMANDS.ltrim(list, 0, REMEMBERED - 1))));
        } catch (StoreUnavailableException e) {
            events.standingNotStored(account);
        }
    }

    @Override
    public List<Checkup> of(String account) {
        return redis.ask(client -> client.lrange(RedisKeys.checks(account), 0, -1)).stream()
                .map(record -> Json.read(record, Stored.class).toCheckup())
                .toList();
    }
}
