package org.llmrelay.backup;

import java.io.IOException;
import java.util.List;
import org.llmrelay.secret.Vault;

/**
 * The port to one kind of records, as backups see them. Throws {@link org.llmrelay.failure.StoreUnavailableException} when the store is away.
 * Thread-safe.
 */
public interface Shelf {

    /** What they are, in the plural, such as {@code accounts}. */
    String name();

    /** Ids of the records that nobody can read: a backup cannot hold them. */
    List<String> unreadable();

    /** Gives all records that can be read, their secrets sealed by {@code vault} instead of the store's. */
    void give(Vault vault, Taker taker) throws IOException;

    /**
     * How a record stands to what is stored; {@code vault} opens its secrets.
     *
     * @throws IllegalArgumentException when it cannot be read, or cannot be stored beside what is there; the message says why
     */
    Standing compare(Item item, Vault vault);

    /** Stores a record, in the place of the one with its id. */
    void put(Item item, Vault vault);

    /** One record as text. */
    record Item(String id, String text) {
        /** Hides the text. */
        @Override
        public String toString() {
            return "record " + id;
        }
    }

    /** Takes records one after the other. */
    interface Taker {
        void take(Item item) throws IOException;
    }

    /** What is stored under a record's id. */
    enum Standing {
        NEW,
        SAME,
        OTHER
    }
}
