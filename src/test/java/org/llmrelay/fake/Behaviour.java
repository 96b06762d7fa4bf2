package org.llmrelay.fake;

import java.io.IOException;

/** What the fake does with one request. Used for many requests at once, so it keeps no state of one. */
@FunctionalInterface
public interface Behaviour {

    /** How the body is read before {@link #play}. */
    default Intake intake() {
        return Intake.whole();
    }

    /** Writes the answer. Returning normally means that the answer is complete and the connection may serve the next request. */
    void play(Exchange exchange, Wire wire) throws IOException;
}
