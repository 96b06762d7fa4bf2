package org.llmrelay.bench;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The line format between the benchmark's processes: {@code name=value} words, values percent-encoded. */
final class Words {

    private Words() {}

    static Map<String, String> parse(String line) {
        Map<String, String> words = new LinkedHashMap<>();
        for (String word : line.split(" ", -1)) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                words.put(
                        word.substring(0, equals),
                        URLDecoder.decode(word.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return words;
    }

    static String format(Map<String, ?> words) {
        return words.entrySet().stream()
                .map(word ->
                        word.getKey() + "=" + URLEncoder.encode(word.getValue().toString(), StandardCharsets.UTF_8))
                .collect(Collectors.joining(" "));
    }
}
