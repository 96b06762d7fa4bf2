package org.llmrelay.upstream;

import java.util.concurrent.CompletionStage;

/** Opens HTTP exchanges with providers. Thread-safe. */
public interface Upstream {

    /**
     * Sends a request. The stage completes on an I/O thread, normally in every case that can be expected: with the head of an answer of any status,
     * or with the reason why there is none. Whoever receives an exchange closes it.
     */
    CompletionStage<Answer> open(UpstreamRequest request);
}
