package org.llmrelay.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a Redis server counted up to one moment: calls by command (those inside scripts too), and reads.
 *
 * <p>A read is one arrival of bytes from a client. A client that sends one command or one pipeline and then waits causes
 * exactly one, so reads are round trips; counting top-level commands would make a pipeline of five look like five.
 */
record RedisStats(long nanos, long pid, long reads, Map<String, Long> commands) {

    private static final String COMMAND = "cmdstat_";

    static RedisStats read(URI redis) {
        int port = redis.getPort() < 0 ? 6379 : redis.getPort();
        try (Socket socket = new Socket(redis.getHost(), port)) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            signIn(redis, socket, in);
            send(socket, "INFO all");
            return parse(bulk(in));
        } catch (IOException e) {
            throw new BenchBroken("Redis at port " + port + ": " + e.getMessage(), e);
        }
    }

    private static void signIn(URI redis, Socket socket, InputStream in) throws IOException {
        String credentials = redis.getUserInfo();
        if (credentials == null) {
            return;
        }
        send(socket, "AUTH " + credentials.replace(':', ' ').strip());
        if (!line(in).startsWith("+")) {
            throw new IOException("wrong user or password");
        }
    }

    private static void send(Socket socket, String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String bulk(InputStream in) throws IOException {
        String header = line(in);
        if (!header.startsWith("$")) {
            throw new IOException(header);
        }
        return new String(in.readNBytes(Integer.parseInt(header.substring(1))), StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private static RedisStats parse(String info) {
        Map<String, String> facts = new TreeMap<>();
        info.lines().filter(line -> line.contains(":")).forEach(line -> {
            int colon = line.indexOf(':');
            facts.put(line.substring(0, colon), line.substring(colon + 1).strip());
        });
        return new RedisStats(
                System.nanoTime(),
                Long.parseLong(facts.getOrDefault("process_id", "0")),
                Long.parseLong(facts.getOrDefault("total_reads_processed", "0")),
                commands(facts));
    }

    private static Map<String, Long> commands(Map<String, String> facts) {
        Map<String, Long> commands = new TreeMap<>();
        facts.forEach((name, value) -> {
            if (name.startsWith(COMMAND)) {
                commands.put(name.substring(COMMAND.length()), calls(value));
            }
        });
        return commands;
    }

    /** The value reads {@code calls=12,usec=340,...}. */
    private static long calls(String value) {
        return Long.parseLong(value.substring("calls=".length(), value.indexOf(',')));
    }
}
