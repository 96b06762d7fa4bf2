package org.llmrelay.secret;

import java.util.List;

/**
 * The port to one kind of records that hold sealed secrets. Throws {@link org.llmrelay.failure.StoreUnavailableException} when the store is away.
 * Thread-safe.
 */
public interface SealedRecords {

    /** What they are, in the plural, such as {@code accounts}. */
    String name();

    /** All of them, readable or not. */
    List<SealedRecord> all();

    /** Puts a text in the place of a record, unless the record was changed since it was read. Returns whether it did. */
    boolean replace(SealedRecord record, String text);
}
