package org.llmrelay.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A node of the relay on Payara Micro, over the same Redis as the node on WildFly. */
final class PayaraNode implements AutoCloseable {
    private static final Path PAYARA = Path.of("target", "payara", "payara-micro.jar");
    private static final Path SETTINGS = Path.of("server-config", "payara", "relay.asadmin");
    private static final String LISTENER = "configs.config.server-config.network-config.network-listeners"
            + ".network-listener.http-listener.address=127.0.0.1";
    private static final Duration START = Duration.ofMinutes(2);

    private final NodeProcess node;

    private PayaraNode(NodeProcess node) {
        this.node = node;
    }

    static PayaraNode start() throws IOException, InterruptedException {
        Path base = Files.createTempDirectory("payara-node");
        Path settings = base.resolve("settings.asadmin");
        Files.writeString(settings, Files.readString(SETTINGS) + "set " + LISTENER + "\n");
        int port = NodeProcess.freePort();
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
        NodeProcess node = new NodeProcess(builder.start(), port, base);
        if (!node.isReadyWithin(START)) {
            String log = node.log();
            node.end();
            throw new AssertionError("Payara did not become ready: " + log);
        }
        return new PayaraNode(node);
    }

    int port() {
        return node.port();
    }

    String url(String path) {
        return node.uri(path).toString();
    }

    /** All that the node has logged. */
    String log() throws IOException {
        return node.log();
    }

    /** Asks it to stop, and waits until it has. */
    void stop() throws InterruptedException {
        node.process().destroy();
        if (!node.process().waitFor(Patience.USUAL.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("Payara did not stop");
        }
    }

    @Override
    public void close() throws IOException {
        node.end();
    }
}
