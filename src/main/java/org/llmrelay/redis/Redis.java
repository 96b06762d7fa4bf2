package org.llmrelay.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.llmrelay.failure.StoreUnavailableException;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.CommandObjects;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.exceptions.JedisRedirectionException;
import redis.clients.jedis.util.Pool;

/**
 * Sends commands over one client, alone or together. Throws {@link StoreUnavailableException} where Redis is away; any other exception is a bug.
 * Thread-safe.
 */
final class Redis implements AutoCloseable {
    /** Makes commands that a client sends later; safe to share. */
    static final CommandObjects COMMANDS = new CommandObjects(RedisProtocol.RESP2);

    private final UnifiedJedis jedis;

    Redis(UnifiedJedis jedis) {
        this.jedis = jedis;
    }

    /** Asks one plain question. */
    <T> T ask(Function<UnifiedJedis, T> question) {
        try {
            return question.apply(jedis);
        } catch (JedisException e) {
            throw Faults.translated(e);
        }
    }

    /** Runs one command. */
    <T> @Nullable T run(Command<T> command) {
        try {
            return jedis.executeCommand(command.first());
        } catch (JedisNoScriptException e) {
            return runAgain(command);
        } catch (JedisException e) {
            throw Faults.translated(e);
        }
    }

    private <T> @Nullable T runAgain(Command<T> command) {
        return ask(client -> client.executeCommand(command.again().get()));
    }

    /** Runs commands in one round trip (to each node concerned), and returns their answers in the same order. */
    List<@Nullable Object> runAll(List<Command<?>> commands) {
        List<Response<?>> responses = new ArrayList<>(commands.size());
        try (AbstractPipeline pipeline = jedis.pipelined()) {
            commands.forEach(command -> responses.add(pipeline.executeCommand(command.first())));
        } catch (JedisException e) {
            throw Faults.translated(e);
        }
        List<@Nullable Object> answers = new ArrayList<>(commands.size());
        for (int i = 0; i < commands.size(); i++) {
            answers.add(answer(responses.get(i), commands.get(i)));
        }
        return answers;
    }

    private @Nullable Object answer(Response<?> response, Command<?> command) {
        try {
            return response.get();
        } catch (JedisNoScriptException | JedisRedirectionException e) {
            return runAgain(command);
        } catch (JedisException e) {
            throw Faults.translated(e);
        } catch (IllegalStateException e) {
            // A cluster's pipeline only logs that it lost a node; the answers from there are never set.
            throw new StoreUnavailableException("Redis: a node of the cluster did not answer", e);
        }
    }

    /** Listens to a channel until the listener unsubscribes or the connection breaks. */
    void listen(JedisPubSub listener, String channel) {
        jedis.subscribe(listener, channel);
    }

    /** Drops the connections that nobody uses right now: after a restart of Redis they are dead and would fail a call each. */
    void dropIdleConnections() {
        pools().forEach(pool -> pool.clear());
    }

    private Stream<? extends Pool<Connection>> pools() {
        if (jedis instanceof RedisClient one) {
            return Stream.of(one.getPool());
        }
        if (jedis instanceof RedisSentinelClient sentinel) {
            return sentinel.getPrimaryNodesConnectionMap().values().stream();
        }
        if (jedis instanceof RedisClusterClient cluster) {
            return cluster.getClusterNodes().values().stream();
        }
        return Stream.empty();
    }

    @Override
    public void close() {
        jedis.close();
    }
}
