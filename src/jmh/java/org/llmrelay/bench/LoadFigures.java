package org.llmrelay.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one order measured: calls answered in full, calls that failed, the seconds they took, and milliseconds to the whole
 * answer ({@code json}) or to the first byte of the body ({@code sse}).
 */
record LoadFigures(long calls, long failures, double seconds, double p50, double p99, String complaint) {

    double rate() {
        return seconds > 0 ? calls / seconds : 0;
    }

    static LoadFigures parse(Map<String, String> words) {
        return new LoadFigures(
                Long.parseLong(words.getOrDefault("calls", "0")),
                Long.parseLong(words.getOrDefault("failures", "0")),
                Double.parseDouble(words.getOrDefault("seconds", "0")),
                Double.parseDouble(words.getOrDefault("p50", "0")),
                Double.parseDouble(words.getOrDefault("p99", "0")),
                words.getOrDefault("complaint", ""));
    }

    String format() {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("calls", calls);
        words.put("failures", failures);
        words.put("seconds", seconds);
        words.put("p50", p50);
        words.put("p99", p99);
        words.put("complaint", complaint);
        return Words.format(words);
    }
}
