package org.llmrelay.it;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Another node of the relay, over the same Redis, that can be killed. */
final class SecondNode implements AutoCloseable {
    private static final Path SERVER = Path.of("target", "server").toAbsolutePath();
    private static final Duration START = Duration.ofSeconds(90);

    private final Path base;
    private final int port;
    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();

    private SecondNode(Path base, int port, Process process) {
        this.base = base;
        this.port = port;
        this.process = process;
    }

    static SecondNode start() throws IOException, InterruptedException {
        Path base = Files.createTempDirectory("second-node");
        copyConfiguration(base.resolve("configuration"));
        Files.createDirectories(base.resolve("deployments"));
        Files.copy(
                Path.of("target", "llm-relay.war"),
                base.resolve("deployments/llm-relay.war"),
                StandardCopyOption.REPLACE_EXISTING);
        int port = freePort();
        ProcessBuilder command = new ProcessBuilder(
                        SERVER.resolve("bin/standalone.sh").toString(),
                        "-Djboss.server.base.dir=" + base,
                        "-Drelay.port=" + port,
                        "-Djboss.management.http.port=" + freePort())
                .redirectErrorStream(true)
                .redirectOutput(base.resolve("console.log").toFile());
        command.environment().put("RELAY_PORT", Integer.toString(port));
        // Its calls may be silent for as long as a test takes, and a node that has just started is slow.
        command.environment().put("RELAY_IDLE_TIMEOUT", "120s");
        command.environment().put("RELAY_FIRST_BYTE_TIMEOUT", "120s");
        command.environment().put("RELAY_CONNECT_TIMEOUT", "60s");
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        command.environment().put("JAVA_OPTS", "-Xmx256m -Djava.net.preferIPv4Stack=true");
        SecondNode node = new SecondNode(base, port, command.start());
        node.awaitReady();
        return node;
    }

    /** Without the deployment that the first node has been given. */
    private static void copyConfiguration(Path to) throws IOException {
        Path from = SERVER.resolve("standalone/configuration");
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        Path main = to.resolve("standalone.xml");
        Files.writeString(main, Files.readString(main).replaceAll("(?s)<deployments>.*?</deployments>", ""));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() throws InterruptedException {
        HttpRequest ready = HttpRequest.newBuilder(uri("/health/ready")).build();
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                if (client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not there yet.
            }
            Thread.sleep(200);
        }
        close();
        throw new AssertionError("the second node did not become ready");
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Ends it without a word, as a power failure would. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(handle -> handle.onExit().join());
        try (Stream<Path> files = Files.walk(base)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new AssertionError("could not delete " + base, e);
        }
    }
}
