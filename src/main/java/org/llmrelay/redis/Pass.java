package org.llmrelay.redis;

import java.util.Arrays;
import java.util.List;

/**
 * What is written for a call that passes while Redis is away: {@code <node>;<limit>,<limit>}, a limit's parts apart by colons.
 *
 * @param limits for each limit what {@code enter_late.lua} wants of it
 */
record Pass(String node, List<List<String>> limits) {
    private static final String LATE = "/late";

    /** The name of the ticket that such a call is given afterwards. Redis may have let it in at first without being heard: that ticket is another one. */
    static String ticket(String call) {
        return call + LATE;
    }

    static boolean isTicket(String name) {
        return name.endsWith(LATE);
    }

    String write() {
        return node + ";"
                + String.join(
                        ",",
                        limits.stream().map(parts -> String.join(":", parts)).toList());
    }

    static Pass read(String text) {
        int end = text.indexOf(';');
        List<List<String>> limits = Arrays.stream(text.substring(end + 1).split(",", -1))
                .filter(limit -> !limit.isEmpty())
                .map(limit -> List.of(limit.split(":", -1)))
                .toList();
        return new Pass(text.substring(0, end), limits);
    }

    /** The names of the limits. */
    List<String> names() {
        return limits.stream().map(parts -> parts.get(0)).toList();
    }
}
