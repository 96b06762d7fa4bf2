package org.llmrelay.api;

import java.util.List;

/** Tells whether a part of this node can do its work. Thread-safe. */
@FunctionalInterface
public interface Readiness {
    /** What is missing, each in a word or two for an operator; empty when nothing is. Answers within a second or two. */
    List<String> missing();
}
