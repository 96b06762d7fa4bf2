package org.llmrelay.upstream;

import java.util.concurrent.CompletableFuture;

/** Opens HTTP exchanges with providers. Thread-safe. */
public interface Upstream {

    /**
     * Sends a request. The future completes on an I/O thread, normally in every case that can be expected: with the head of an answer of any status,
     * or with the reason why there is none. Whoever receives an exchange closes it. Cancelling the future before it is complete closes the
     * connection at once.
     */
    CompletableFuture<Answer> open(UpstreamRequest request);
}
