package org.llmrelay.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The port that stores what was done; only appended to. Throws {@link org.llmrelay.failure.StoreUnavailableException} when the store is away.
 * Thread-safe.
 */
public interface AuditLog {
    /** How many entries are kept at least; older ones go. */
    int KEPT = 50_000;

    void write(AuditEntry entry);

    /** The latest entries, newest first, that were written before the one of a {@code cursor}; from the newest where it is null. */
    Page latest(@Nullable String cursor, Filter filter, int most);

    /** @param next the cursor for what follows, or null at the end */
    record Page(List<AuditEntry> entries, @Nullable String next) {
        public Page {
            entries = List.copyOf(entries);
        }
    }

    /** Which entries are meant: null means any. {@code kind}: what an act begins with, such as {@code keys}. */
    record Filter(
            @Nullable String username,
            @Nullable String kind,
            @Nullable String subject) {
        public static final Filter ALL = new Filter(null, null, null);

        public boolean takes(AuditEntry entry) {
            return (username == null || username.equals(entry.actor().username()))
                    && (kind == null || entry.act().startsWith(kind + "."))
                    && (subject == null || subject.equals(entry.subject()));
        }
    }
}
