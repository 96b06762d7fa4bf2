package org.llmrelay.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A Redis of the benchmark's own, persistent like the one in use, in a folder that goes away. */
final class RedisServer implements AutoCloseable {

    private final Child child;
    private final int port;

    private RedisServer(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    static RedisServer start(Path folder) {
        return start(folder, "yes");
    }

    /** One that writes nothing to the disk. */
    static RedisServer startForgetful(Path folder) {
        return start(folder, "no");
    }

    private static RedisServer start(Path folder, String appendOnly) {
        int port = Ports.free();
        List<String> command = List.of(
                Tools.find("redis-server", "redis-server"),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.toString(),
                "--save",
                "",
                "--appendonly",
                appendOnly,
                "--appendfsync",
                "everysec");
        Child child = Child.logging("redis", folder, command, Map.of());
        Ports.await(port, child);
        return new RedisServer(child, port);
    }

    URI url() {
        return URI.create("redis://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        child.close();
    }
}
