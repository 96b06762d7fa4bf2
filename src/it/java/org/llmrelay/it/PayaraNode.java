package org.llmrelay.it;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A node of the relay on Payara Micro, over the same Redis as the node on WildFly. */
final class PayaraNode implements AutoCloseable {
    private static final Path PAYARA = Path.of("target", "payara", "payara-micro.jar");
    private static final Path SETTINGS = Path.of("server-config", "payara", "relay.asadmin");
    private static final String LISTENER = "configs.config.server-config.network-config.network-listeners"
            + ".network-listener.http-listener.address=127.0.0.1";
    private static final Duration START = Duration.ofMinutes(2);

    private final Path base;
    private final int port;
    private final Process process;

    private PayaraNode(Path base, int port, Process process) {
        this.base = base;
        this.port = port;
        this.process = process;
    }

    static PayaraNode start() throws IOException, InterruptedException {
        Path base = Files.createTempDirectory("payara-node");
        Path settings = base.resolve("settings.asadmin");
        Files.writeString(settings, Files.readString(SETTINGS) + "set " + LISTENER + "\n");
        int port = freePort();
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Djava.io.tmpdir=" + base,
                "-jar",
                PAYARA.toString(),
                "--nocluster",
                "--port",
                Integer.toString(port),
                "--rootDir",
                base.resolve("root").toString(),
                "--prebootcommandfile",
                settings.toString(),
                "--deploy",
                Path.of("target", "llm-relay.war").toString(),
                "--contextroot",
                "/");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(base.resolve("console.log").toFile());
        builder.environment().put("RELAY_PORT", Integer.toString(port));
        PayaraNode node = new PayaraNode(base, port, builder.start());
        node.awaitReady();
        return node;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest ready = HttpRequest.newBuilder(URI.create(url("/health/ready")))
                .timeout(Patience.USUAL)
                .build();
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
        String log = log();
        close();
        throw new AssertionError("Payara did not become ready: " + log);
    }

    int port() {
        return port;
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** All that the node has logged. */
    String log() throws IOException {
        return Files.readString(base.resolve("console.log"));
    }

    /** Asks it to stop, and waits until it has. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(Patience.USUAL.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("Payara did not stop");
        }
    }

    @Override
    public void close() throws IOException {
        ProcessHandle handle = process.destroyForcibly().toHandle();
        handle.onExit().join();
        try (Stream<Path> files = Files.walk(base)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
