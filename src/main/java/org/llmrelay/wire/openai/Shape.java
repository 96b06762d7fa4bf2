package org.llmrelay.wire.openai;

import java.util.Set;

/**
 * Where the facts stand in a kind of request.
 *
 * @param items the field that holds what the model is told
 * @param required whether a request without that field is wrong
 * @param listed whether that field must be a list
 * @param limits the fields that bound the answer's tokens
 * @param streams whether answers can be streams
 * @param writes whether the model writes something
 */
record Shape(String items, boolean required, boolean listed, Set<String> limits, boolean streams, boolean writes) {
    /** A stored prompt or an earlier response may stand in for the input. */
    static final Shape RESPONSES = new Shape("input", false, false, Set.of("max_output_tokens"), true, true);

    static final Shape COMPACTION = new Shape("input", false, false, Set.of(), false, true);

    static final Shape CHAT =
            new Shape("messages", true, true, Set.of("max_completion_tokens", "max_tokens"), true, true);

    static final Shape EMBEDDINGS = new Shape("input", true, false, Set.of(), false, false);
}
