/**
 * Keeps what the relay keeps in Redis: accounts, standings, keys, slots, sessions, the ledger and users. {@link org.llmrelay.redis.RedisStore} opens it;
 * nobody else sees Jedis. Every key is named in {@link org.llmrelay.redis.RedisKeys}, every atomic step is one Lua script, and all that one
 * step touches shares a hash tag. Blocking: never called on an I/O thread. Thread-safe.
 */
@NullMarked
package org.llmrelay.redis;

import org.jspecify.annotations.NullMarked;
