package org.llmrelay.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A lean upstream that speaks just enough of Anthropic's Messages API, as a process of its own.
 *
 * <p>A body with {@code "stream":true} is answered with {@code events} content deltas, one every {@code interval-ms}
 * milliseconds (the headers {@code x-bench-events} and {@code x-bench-interval-ms} change that for one call); any other
 * request with a JSON message of 2 KB. Arguments: {@code port=0 threads=1 events=20 interval-ms=250}. Prints
 * {@code port=N} when it listens, and ends with its standard input.
 */
final class BenchUpstream {

    private static final int BACKLOG = 4096;

    private BenchUpstream() {}

    public static void main(String[] args) throws IOException {
        Map<String, String> options = Words.parse(String.join(" ", args));
        List<UpstreamLoop> loops = startLoops(options);
        ServerSocketChannel server = ServerSocketChannel.open();
        int port = Integer.parseInt(options.getOrDefault("port", "0"));
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        System.out.println("port=" + server.socket().getLocalPort());
        start("end", BenchUpstream::exitWithInput);
        for (int next = 0; ; next = (next + 1) % loops.size()) {
            loops.get(next).adopt(server.accept());
        }
    }

    private static List<UpstreamLoop> startLoops(Map<String, String> options) throws IOException {
        long events = Long.parseLong(options.getOrDefault("events", "20"));
        long intervalMillis = Long.parseLong(options.getOrDefault("interval-ms", "250"));
        List<UpstreamLoop> loops = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(options.getOrDefault("threads", "1")); i++) {
            loops.add(new UpstreamLoop(Clock.systemUTC().instant(), events, intervalMillis));
            start("loop-" + i, loops.get(i));
        }
        return loops;
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Whoever started this process holds its input open: if that one dies, nothing is left behind. */
    private static void exitWithInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            System.err.println("mock upstream: " + e.getMessage());
        }
        System.exit(0);
    }
}
