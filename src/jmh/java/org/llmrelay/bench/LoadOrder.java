package org.llmrelay.bench;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the load generator shall do once: {@code json} keeps {@code connections} calls running for {@code seconds} after
 * {@code warmSeconds}, or makes {@code calls} calls if that is positive; {@code sse} opens {@code connections} streams
 * within {@code rampMillis} and reads each to its end.
 */
record LoadOrder(
        String kind,
        URI url,
        String key,
        int connections,
        double warmSeconds,
        double seconds,
        long calls,
        long rampMillis,
        int events,
        int intervalMillis) {

    static final String JSON = "json";
    static final String SSE = "sse";

    static LoadOrder json(int connections, double warmSeconds, double seconds) {
        return new LoadOrder(JSON, URI.create("/"), "", connections, warmSeconds, seconds, 0, 0, 0, 0);
    }

    static LoadOrder counted(int connections, long calls) {
        return new LoadOrder(JSON, URI.create("/"), "", connections, 0, 60, calls, 0, 0, 0);
    }

    static LoadOrder sse(int streams, long rampMillis, int events, int intervalMillis) {
        return new LoadOrder(SSE, URI.create("/"), "", streams, 0, 60, streams, rampMillis, events, intervalMillis);
    }

    LoadOrder to(URI target, String withKey) {
        return new LoadOrder(
                kind, target, withKey, connections, warmSeconds, seconds, calls, rampMillis, events, intervalMillis);
    }

    boolean isStreamed() {
        return kind.equals(SSE);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(url.getHost(), url.getPort() < 0 ? 80 : url.getPort());
    }

    static LoadOrder parse(String line) {
        Map<String, String> words = Words.parse(line);
        return new LoadOrder(
                words.getOrDefault("kind", JSON),
                URI.create(words.getOrDefault("url", "/")),
                words.getOrDefault("key", ""),
                Integer.parseInt(words.getOrDefault("connections", "1")),
                Double.parseDouble(words.getOrDefault("warm", "0")),
                Double.parseDouble(words.getOrDefault("seconds", "5")),
                Long.parseLong(words.getOrDefault("calls", "0")),
                Long.parseLong(words.getOrDefault("ramp-ms", "2000")),
                Integer.parseInt(words.getOrDefault("events", "20")),
                Integer.parseInt(words.getOrDefault("interval-ms", "250")));
    }

    String format() {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("kind", kind);
        words.put("url", url);
        words.put("key", key);
        words.put("connections", connections);
        words.put("warm", warmSeconds);
        words.put("seconds", seconds);
        words.put("calls", calls);
        words.put("ramp-ms", rampMillis);
        words.put("events", events);
        words.put("interval-ms", intervalMillis);
        return Words.format(words);
    }
}
