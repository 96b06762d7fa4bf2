package org.llmrelay.translation;

/** One direction of translation: who calls in which dialect, and in which upstreams are asked. Thread-safe. */
public interface Translation {
    CallerSide caller();

    UpstreamSide upstream();

    /** The name of a dialect that translates so. */
    static String id(String caller, String upstream) {
        return caller + ">" + upstream;
    }
}
