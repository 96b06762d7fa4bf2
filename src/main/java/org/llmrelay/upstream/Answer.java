package org.llmrelay.upstream;

import org.llmrelay.failure.UpstreamFault;

/** What came of opening an exchange. */
public sealed interface Answer {

    /** The upstream answered, with whatever status; its body has not been read. */
    record Answered(UpstreamExchange exchange) implements Answer {}

    /** No head of an answer came. */
    record Unanswered(UpstreamFault fault) implements Answer {}
}
