package org.llmrelay.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** Another node of the relay, over the same Redis, that can be killed. */
final class SecondNode implements AutoCloseable {
    private static final Path SERVER = Path.of("target", "server").toAbsolutePath();
    private static final Duration START = Duration.ofSeconds(90);

    private final NodeProcess node;

    private SecondNode(NodeProcess node) {
        this.node = node;
    }

    static SecondNode start() throws IOException, InterruptedException {
        return start(Map.of());
    }

    /** @param other environment variables that differ from the first node's */
    static SecondNode start(Map<String, String> other) throws IOException, InterruptedException {
        Path base = Files.createTempDirectory("second-node");
        copyConfiguration(base.resolve("configuration"));
        Files.createDirectories(base.resolve("deployments"));
        Files.copy(
                Path.of("target", "llm-relay.war"),
                base.resolve("deployments/llm-relay.war"),
                StandardCopyOption.REPLACE_EXISTING);
        int port = NodeProcess.freePort();
        ProcessBuilder command = new ProcessBuilder(
                        SERVER.resolve("bin/standalone.sh").toString(),
                        "-Djboss.server.base.dir=" + base,
                        "-Drelay.port=" + port,
                        "-Djboss.management.http.port=" + NodeProcess.freePort())
                .redirectErrorStream(true)
                .redirectOutput(base.resolve("console.log").toFile());
        command.environment().put("RELAY_PORT", Integer.toString(port));
        // Its calls may be silent for as long as a test takes, and a node that has just started is slow.
        command.environment().put("RELAY_IDLE_TIMEOUT", "120s");
        command.environment().put("RELAY_FIRST_BYTE_TIMEOUT", "120s");
        command.environment().put("RELAY_CONNECT_TIMEOUT", "60s");
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        command.environment().put("JAVA_OPTS", "-Xmx256m -Djava.net.preferIPv4Stack=true");
        command.environment().putAll(other);
        NodeProcess node = new NodeProcess(command.start(), port, base);
        if (!node.isReadyWithin(START)) {
            String log = node.log();
            node.end();
            throw new AssertionError("the second node did not become ready: " + log);
        }
        return new SecondNode(node);
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

    /** All that it has written. */
    String log() throws IOException {
        return node.log();
    }

    URI uri(String path) {
        return node.uri(path);
    }

    /** Ends it without a word, as a power failure would. */
    void kill() {
        node.process().descendants().forEach(ProcessHandle::destroyForcibly);
        node.process().destroyForcibly();
    }

    @Override
    public void close() throws IOException {
        node.end();
    }
}
