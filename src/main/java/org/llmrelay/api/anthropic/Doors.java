package org.llmrelay.api.anthropic;

import java.util.List;
import java.util.stream.Stream;

/** The prefixes under which callers reach the same endpoints. */
final class Doors {
    /** What each door opens on, for {@code @Path}; which doors are open is the surfaces' business. */
    static final String V1 = "{door: (.*/)?}v1";

    private static final List<String> PREFIXES = List.of("", "/api", "/claude");

    private Doors() {}

    /** A path behind every door, with and without a slash at its end. */
    static List<String> to(String path) {
        return PREFIXES.stream()
                .flatMap(prefix -> Stream.of(prefix + path, prefix + path + "/"))
                .toList();
    }

    /** A path and all below it, behind every door. */
    static List<String> allBelow(String path) {
        return PREFIXES.stream().map(prefix -> prefix + path + "/*").toList();
    }
}
