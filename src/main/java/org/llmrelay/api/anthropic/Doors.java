package org.llmrelay.api.anthropic;

import java.util.List;
import java.util.stream.Stream;

/** The paths under which callers reach the same endpoints: clients add the version to a base URL that may have it already, and some do not add it. */
final class Doors {
    /** What stands before an endpoint, for {@code @Path}; which doors are open is the surfaces' business. */
    static final String ANY = "{door: (.*/)?}";

    /** What each door with a version opens on. */
    static final String V1 = ANY + "v1";

    private static final String VERSION = "/v1";
    private static final List<String> PREFIXES = List.of("/api", "/claude");

    private Doors() {}

    /** A path with its version behind every door, with and without a slash at its end. */
    static List<String> to(String path) {
        return doors(path).flatMap(door -> Stream.of(door, door + "/")).toList();
    }

    /** A path and all below it, behind every door. */
    static List<String> allBelow(String path) {
        return doors(path).map(door -> door + "/*").toList();
    }

    /** At the root of the host, only the path itself: what is there belongs to others too. */
    private static Stream<String> doors(String path) {
        String bare = path.substring(VERSION.length());
        return Stream.concat(Stream.of(path), PREFIXES.stream().flatMap(prefix -> doors(prefix, path, bare)));
    }

    /** A slash at the end of a base URL comes before the one that a client begins with. */
    private static Stream<String> doors(String prefix, String path, String bare) {
        return Stream.of(
                prefix + path,
                prefix + bare,
                prefix + VERSION + path,
                prefix + "/" + path,
                prefix + VERSION + "/" + bare);
    }
}
