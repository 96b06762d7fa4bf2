package org.llmrelay.wire;

import org.llmrelay.call.Facts;
import org.llmrelay.failure.CallerFault;

/** The result of reading a request. */
public sealed interface Reading {

    /** The request is in order. */
    record Readable(Facts facts) implements Reading {}

    /** The request cannot be relayed. */
    record Unreadable(CallerFault fault) implements Reading {}
}
