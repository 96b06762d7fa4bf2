package org.llmrelay.redis;

import java.util.function.Supplier;
import redis.clients.jedis.CommandObject;

/**
 * What is sent to Redis.
 *
 * @param again what is sent in its place when Redis did not know the script, or when the slot had moved to another node
 */
record Command<T>(CommandObject<T> first, Supplier<CommandObject<T>> again) {
    static <T> Command<T> plain(CommandObject<T> command) {
        return new Command<>(command, () -> command);
    }
}
