package org.llmrelay.usage;

import java.util.List;
import java.util.Optional;

/** A journal in memory, for tests: it hears what a node says, and knows of no other node. Thread-safe. */
public final class InMemoryJournal implements Journal {
    private volatile List<Booking> noted = List.of();

    @Override
    public void note(List<Booking> open) {
        noted = List.copyOf(open);
    }

    @Override
    public Optional<LostNode> lostNode() {
        return Optional.empty();
    }

    @Override
    public void bury(LostNode node) {
        throw new IllegalStateException("no node was lost");
    }

    /** What was said last. */
    public List<LedgerEntry> noted() {
        return noted.stream().map(Booking::entry).toList();
    }
}
