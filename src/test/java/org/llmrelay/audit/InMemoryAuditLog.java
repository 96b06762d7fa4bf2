package org.llmrelay.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An audit log for tests. Thread-safe. */
public final class InMemoryAuditLog implements AuditLog {
    private final List<AuditEntry> entries = new CopyOnWriteArrayList<>();

    @Override
    public void write(AuditEntry entry) {
        entries.add(entry);
    }

    @Override
    public Page latest(@Nullable String cursor, Filter filter, int most) {
        List<AuditEntry> found = new ArrayList<>();
        int at = cursor == null ? entries.size() : Integer.parseInt(cursor);
        while (at > 0 && found.size() < most) {
            at--;
            if (filter.takes(entries.get(at))) {
                found.add(entries.get(at));
            }
        }
        return new Page(found, at > 0 ? String.valueOf(at) : null);
    }
}
