package org.llmrelay.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/** The Redis that the relay uses, held by its process. */
final class RedisProcess {
    private static final URI ADDRESS = URI.create(System.getenv("RELAY_REDIS_URL"));
    private static final Pattern ID = Pattern.compile("(?m)^process_id:(\\d+)");

    private final String id;

    private RedisProcess(String id) {
        this.id = id;
    }

    static RedisProcess ofTheRelay() {
        try (Jedis jedis = new Jedis(ADDRESS)) {
            Matcher found = ID.matcher(jedis.info("server"));
            if (!found.find()) {
                throw new AssertionError("Redis does not tell its process");
            }
            return new RedisProcess(found.group(1));
        }
    }

    /** From here on it takes connections and commands, and answers none. */
    void pause() {
        signal("STOP");
    }

    /** It goes on where it stood. Idempotent. */
    void wake() {
        signal("CONT");
    }

    /** Ends all connections of its clients, also of those who listen for changes. */
    void dropConnections() {
        try (Jedis jedis = new Jedis(ADDRESS)) {
            long unused = jedis.clientKill(
                            new ClientKillParams().type(ClientType.PUBSUB).skipMe(ClientKillParams.SkipMe.YES))
                    + jedis.clientKill(
                            new ClientKillParams().type(ClientType.NORMAL).skipMe(ClientKillParams.SkipMe.YES));
        }
    }

    void forgetScripts() {
        try (Jedis jedis = new Jedis(ADDRESS)) {
            String unused = jedis.scriptFlush();
        }
    }

    private void signal(String name) {
        try {
            int status = new ProcessBuilder("kill", "-" + name, id)
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new AssertionError("kill -" + name + " " + id + ": status " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
