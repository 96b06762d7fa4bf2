package org.llmrelay.translation;

import org.llmrelay.call.Call;
import org.llmrelay.call.Headers;

/** A dialect as upstreams speak it. Thread-safe. */
public interface UpstreamSide {
    /** The dialect's name. */
    String dialect();

    /**
     * The request that asks for what a caller wants.
     *
     * @param headers the fields to send
     * @throws UntranslatableException where this dialect has no words for it
     */
    Call.Request request(Prompt prompt, Headers headers);

    /** Reads one answer. */
    AnswerReader reader();
}
