package org.llmrelay.console;

import java.time.Duration;

/** What is told of the rehearsal of the pages. */
public interface RehearsalEvents {
    /** It is over. {@code pages}: how many were drawn, each time counted. {@code failed}: how many of them could not be. */
    void pagesRehearsed(int pages, int failed, Duration took);
}
