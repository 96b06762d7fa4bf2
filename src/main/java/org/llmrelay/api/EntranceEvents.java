package org.llmrelay.api;

/** What the entrances report of themselves. Thread-safe. */
@FunctionalInterface
public interface EntranceEvents {
    /** A fault of ours met a request before the relay had it. */
    void entranceBroke(String call, Throwable fault);
}
