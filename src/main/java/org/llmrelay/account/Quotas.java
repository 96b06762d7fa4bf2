package org.llmrelay.account;

/**
 * The port that keeps what providers say about the quotas of accounts, shared by all nodes. Reads are answered from memory. Nothing here throws when the
 * store is away: this node then goes by its own knowledge. Thread-safe.
 */
public interface Quotas {

    Quota of(String account);

    /** Remembers what was said; returns at once, and tells the store only where {@code said} is news, which may block for a round trip. */
    void note(String account, Quota said);
}
