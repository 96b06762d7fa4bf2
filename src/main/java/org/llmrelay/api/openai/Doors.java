package org.llmrelay.api.openai;

import java.util.List;
import java.util.stream.Stream;

/**
 * The paths under which callers reach the same endpoints: clients add the version to a base URL that may have it already, and some do not add it.
 *
 * @param prefix what all of them begin with, such as {@code /openai}
 */
record Doors(String prefix) {
    /** What stands before an endpoint, for {@code @Path}; which doors are open is the surface's business. */
    static final String ANY = "{door: .*/}";

    private static final String VERSION = "/v1";

    /** A path with the version once, twice and not at all, with and without a slash at its end. */
    List<String> to(String path) {
        return versions()
                .flatMap(version -> Stream.of(version + path, version + path + "/"))
                .toList();
    }

    /** A path and all below it. */
    List<String> allBelow(String path) {
        return versions().map(version -> version + path + "/*").toList();
    }

    private Stream<String> versions() {
        return Stream.of(prefix, prefix + VERSION, prefix + VERSION + VERSION, prefix + "/", prefix + "/" + VERSION);
    }
}
