package org.llmrelay.redis;

import java.util.List;
import org.llmrelay.failure.StoreUnavailableException;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisValidationException;

/** Tells a Redis that is away from a command that is wrong. */
final class Faults {
    /** What Redis answers while it cannot do its work, whatever is asked of it. */
    private static final List<String> AWAY = List.of(
            "LOADING", "BUSY", "CLUSTERDOWN", "MASTERDOWN", "READONLY", "TRYAGAIN", "OOM", "MISCONF", "NOREPLICAS");

    private Faults() {}

    /** What is to be thrown in the place of {@code e}: itself where it shows a bug. */
    static RuntimeException translated(JedisException e) {
        if (e.getCause() instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return isAway(e) ? new StoreUnavailableException("Redis is away: " + e.getMessage(), e) : e;
    }

    private static boolean isAway(JedisException e) {
        if (e instanceof JedisAccessControlException) {
            return true;
        }
        if (e instanceof JedisDataException) {
            String message = String.valueOf(e.getMessage());
            // Before 7.0, what went wrong inside a script comes at the end of a longer text.
            return AWAY.stream().anyMatch(code -> message.startsWith(code) || message.contains(": -" + code));
        }
        return !(e instanceof JedisValidationException);
    }
}
