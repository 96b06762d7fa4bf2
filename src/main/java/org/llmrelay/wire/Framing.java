package org.llmrelay.wire;

/** How an answer is cut into pieces that mean something by themselves. */
public enum Framing {
    /** A stream of server-sent events. */
    EVENTS,
    /** A JSON array that grows element by element. */
    ELEMENTS,
    /** One document. */
    NONE
}
