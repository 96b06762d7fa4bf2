package org.llmrelay.bench;

/** The run itself cannot go on; the message is one line for the person who started it. */
final class BenchBroken extends RuntimeException {

    BenchBroken(String message) {
        super(message);
    }

    BenchBroken(String message, Throwable cause) {
        super(message, cause);
    }
}
