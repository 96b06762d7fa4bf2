package org.llmrelay.fake;

import java.io.IOException;

/** Unwinds a behaviour whose connection is over. */
final class PlayEnded extends IOException {
    private final Fate fate;

    PlayEnded(Fate fate) {
        super(fate.toString());
        this.fate = fate;
    }

    Fate fate() {
        return fate;
    }
}
