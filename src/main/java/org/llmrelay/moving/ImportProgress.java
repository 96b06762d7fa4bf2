package org.llmrelay.moving;

import java.util.concurrent.atomic.AtomicInteger;

/** Is told how far an import is. */
public interface ImportProgress {
    /** Nobody wants to know. */
    ImportProgress UNTOLD = (stage, done, all) -> {};

    /** What an import is doing; a dry run brings nothing. */
    enum Stage {
        READING,
        LOOKING,
        BRINGING
    }

    /** @param all how many records there are, or 0 while nobody knows */
    void at(Stage stage, int done, int all);

    /** Begins with a stage; what is returned is run after each record. */
    default Runnable counting(Stage stage, int all) {
        AtomicInteger done = new AtomicInteger();
        at(stage, 0, all);
        return () -> at(stage, done.incrementAndGet(), all);
    }
}
