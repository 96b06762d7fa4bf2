package org.llmrelay.it;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** What nodes that are started beside the one of Arquillian have in common: a process, a port and a folder of their own. */
record NodeProcess(Process process, int port, Path base) {
    private static final long GLANCE_MILLIS = 200;

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** All that it has written. */
    String log() throws IOException {
        return Files.readString(base.resolve("console.log"));
    }

    /** Whether the relay took calls within that time; false as soon as the process has ended. */
    boolean isReadyWithin(Duration patience) throws InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest ready = HttpRequest.newBuilder(uri("/health/ready"))
                .timeout(Patience.USUAL)
                .build();
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                if (client.send(ready, BodyHandlers.discarding()).statusCode() == 200) {
                    return true;
                }
            } catch (IOException e) {
                // Not there yet.
            }
            Thread.sleep(GLANCE_MILLIS);
        }
        return false;
    }

    /** Ends it and all that it has started without a word, waits for that, and deletes its folder. */
    void end() throws IOException {
        ProcessHandle[] all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toArray(ProcessHandle[]::new);
        for (ProcessHandle each : all) {
            each.destroyForcibly();
        }
        for (ProcessHandle each : all) {
            each.onExit().join();
        }
        try (Stream<Path> files = Files.walk(base)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
