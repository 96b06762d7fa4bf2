package org.llmrelay.redis;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis server on a free port with a folder of its own, which keeps nothing when it stops: the system's {@code redis-server}, or else (and
 * with {@code -Drelay.test.redis=embedded}) the binary that comes with a test dependency. Thread-safe.
 */
public final class RedisServer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final int LOWEST_PORT = 20_000;
    private static final int BUS_OFFSET = 10_000;
    private static final int PORTS = 20_000;

    private final Path folder;
    private final int port;
    private final List<String> options;
    private volatile Process process;

    private RedisServer(Path folder, List<String> options) throws IOException {
        this.folder = folder;
        this.port = freePort();
        this.options = options;
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    private static final class Shared {
        static final RedisServer SERVER = start();
    }

    /** The server that the tests of this JVM share; each of them empties it first. */
    public static RedisServer shared() {
        return Shared.SERVER;
    }

    /** {@code options} as on the command line of {@code redis-server}. */
    public static RedisServer start(String... options) {
        List<String> keepNothing = List.of("--save", "");
        return start(
                newFolder(),
                Stream.concat(keepNothing.stream(), Stream.of(options)).toList());
    }

    /** A sentinel that watches a primary by a name. */
    static RedisServer startSentinel(String name, RedisServer primary) {
        Path folder = newFolder();
        Path configuration = folder.resolve("sentinel.conf");
        try {
            Files.writeString(configuration, "sentinel monitor " + name + " " + HOST + " " + primary.port + " 1\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return start(folder, List.of(configuration.toString(), "--sentinel"));
    }

    private static RedisServer start(Path folder, List<String> options) {
        try {
            RedisServer server = new RedisServer(folder, options);
            server.awaitAnswer();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("relay-redis");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    public String url() {
        return "redis://" + HOST + ":" + port;
    }

    /** A connection of its own, to look behind the scenes. */
    public Jedis connect() {
        return new Jedis(HOST, port);
    }

    /** Forgets all data, scripts and statistics. */
    public void empty() {
        try (Jedis jedis = connect()) {
            jedis.flushAll();
            jedis.scriptFlush();
            jedis.configResetStat();
        }
    }

    /** Stops in the middle of everything: connections stay open, and nobody answers. */
    public void pause() {
        signal("-STOP");
    }

    public void resume() {
        signal("-CONT");
    }

    /** Dies without a word. */
    public void kill() {
        process.destroyForcibly();
        Await.until(() -> !process.isAlive());
    }

    /** Begins anew on the same port, without data and scripts. */
    public void startAgain() {
        try {
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitAnswer();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        if (!Files.exists(folder)) {
            // Closed before: the JVM's end closes every server once more.
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted((one, other) -> other.compareTo(one)).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(executable());
        command.addAll(options);
        command.addAll(List.of("--port", String.valueOf(port), "--bind", HOST, "--dir", folder.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("redis.log").toFile())
                .start();
    }

    private static String executable() throws IOException {
        boolean embedded = "embedded".equals(System.getProperty("relay.test.redis"));
        return Stream.of("/usr/bin/redis-server", "/usr/local/bin/redis-server")
                .filter(path -> !embedded && Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElseGet(RedisServer::embeddedExecutable);
    }

    private static String embeddedExecutable() {
        try {
            return ExecutableProvider.newJarResourceProvider().get().getAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitAnswer() {
        Await.until(this::isAnswering);
    }

    private boolean isAnswering() {
        try (Jedis jedis = connect()) {
            return "PONG".equals(jedis.ping());
        } catch (JedisException e) {
            return false;
        }
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    // A node of a cluster also listens 10,000 ports higher.
    private static int freePort() throws IOException {
        int start = (int) (ProcessHandle.current().pid() * 31 % PORTS);
        for (int i = 0; i < PORTS; i++) {
            int candidate = LOWEST_PORT + (start + i) % PORTS;
            if (isFree(candidate) && isFree(candidate + BUS_OFFSET)) {
                return candidate;
            }
        }
        throw new IOException("no free port");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort() == port;
        } catch (IOException e) {
            return false;
        }
    }
}
