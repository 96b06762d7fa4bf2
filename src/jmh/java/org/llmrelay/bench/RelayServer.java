package org.llmrelay.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The provisioned WildFly with the WAR, started on free ports from a copy of its configuration, so that it meets no other. */
final class RelayServer implements AutoCloseable {

    static final String ADMIN = "admin";

    private static final int START_SECONDS = 90;
    private static final List<String> COPIED = List.of("configuration", "lib", "deployments");

    private final Child child;
    private final int port;
    private final Path log;

    private RelayServer(Child child, int port, Path log) {
        this.child = child;
        this.port = port;
        this.log = log;
    }

    /** The provisioned server, and the WAR for it. */
    record Software(Path home, Path war) {}

    /** {@code settings}: what goes into its environment besides what every benchmark needs. */
    static RelayServer start(Path folder, Software software, URI redis, Map<String, String> settings) {
        Path home = software.home();
        Path war = software.war();
        Path script = home.resolve("bin/standalone.sh");
        if (!Files.isRegularFile(script) || !Files.isRegularFile(war)) {
            throw new BenchBroken(
                    home + " or " + war + " is missing: build first, with `mvn -DskipTests package` or ./relay demo");
        }
        int port = Ports.free();
        Path base = folder.resolve("standalone");
        copyBase(home.resolve("standalone"), base, war);
        List<String> command = List.of(
                script.toString(),
                "-Djboss.server.base.dir=" + base,
                "-Drelay.port=" + port,
                // As the launcher has it: the log goes to its file, and not to the console as well.
                "-Drelay.log.console=OFF",
                "-Djboss.http.port=" + port,
                "-Djboss.https.port=" + Ports.free(),
                "-Djboss.management.http.port=" + Ports.free());
        RelayServer server = new RelayServer(
                Child.logging("relay", folder, command, environment(folder, port, redis, settings)),
                port,
                base.resolve("log/relay.log"));
        server.awaitReady();
        return server;
    }

    private static Map<String, String> environment(Path folder, int port, URI redis, Map<String, String> settings) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put(
                "JAVA_OPTS",
                "-Xmx512m -Djava.net.preferIPv4Stack=true -Djava.awt.headless=true "
                        + System.getenv().getOrDefault("RELAY_BENCH_JAVA_OPTS", ""));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("RELAY_PORT", Integer.toString(port));
        environment.put("RELAY_REDIS_URL", redis.toString());
        environment.put("RELAY_DATA_DIR", folder.resolve("data").toString());
        environment.put("RELAY_ALLOWED_TARGETS", "127.0.0.0/8");
        environment.put("ADMIN_USERNAME", ADMIN);
        environment.putAll(settings);
        return environment;
    }

    private static void copyBase(Path from, Path to, Path war) {
        for (String part : COPIED) {
            if (Files.isDirectory(from.resolve(part))) {
                copy(from.resolve(part), to.resolve(part));
            }
        }
        try {
            Files.createDirectories(to.resolve("deployments"));
            Files.copy(war, to.resolve("deployments").resolve(war.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        System.err.println("starting the relay on port " + port);
        for (int second = 0; second < START_SECONDS && child.isAlive(); second++) {
            if (RelayAdmin.isReady(url())) {
                return;
            }
            Ports.pause(1000);
        }
        throw new BenchBroken("the relay was not ready within " + START_SECONDS + " s: " + child.lastWords());
    }

    /** Waits until the server's log holds some words. Returns how many seconds that took. */
    int awaitLogged(String words) {
        for (int second = 0; second < START_SECONDS && child.isAlive(); second++) {
            if (hasLogged(words)) {
                return second;
            }
            Ports.pause(1000);
        }
        throw new BenchBroken("the relay did not log \"" + words + "\" within " + START_SECONDS + " s");
    }

    private boolean hasLogged(String words) {
        try {
            return Files.exists(log) && Files.readString(log).contains(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The JVM, which the start script runs as its child. */
    long pid() {
        return child.descendants().stream()
                .filter(RelayServer::isJava)
                .findFirst()
                .orElseThrow(() -> new BenchBroken("the relay's JVM is not running: " + child.lastWords()));
    }

    private static boolean isJava(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .filter(command -> command.endsWith("/java"))
                .isPresent();
    }

    @Override
    public void close() {
        child.close();
    }
}
