package org.llmrelay.fake;

/** What became of an exchange. */
public enum Fate {
    /** Not over yet. */
    PLAYING,
    /** The answer was written to its end. */
    COMPLETED,
    /** The caller closed its connection before the answer's end. */
    CALLER_CLOSED,
    /** We closed before the answer's end, as told. */
    CUT,
    /** We reset the connection, as told. */
    RESET,
    /** The fake was closed, or the behaviour itself broke: see {@code FakeUpstream.troubles}. */
    BROKEN
}
