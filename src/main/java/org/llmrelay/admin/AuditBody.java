package org.llmrelay.admin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.audit.AuditEntry;
import org.llmrelay.audit.AuditLog;

/** A page of what was changed, newest first; {@code next}: the cursor for what follows, or null. */
public record AuditBody(List<Item> items, @Nullable String next) implements JsonBody {

    /** One act. {@code via}: api or console. */
    record Item(
            Instant at,
            String username,
            String role,
            String address,
            String via,
            String act,
            String subject,
            String name,
            List<Change> changes) {}

    /** One field that differs. */
    record Change(
            String field, @Nullable String before, @Nullable String after) {}

    public static AuditBody of(AuditLog.Page page) {
        return new AuditBody(page.entries().stream().map(AuditBody::item).toList(), page.next());
    }

    private static Item item(AuditEntry entry) {
        return new Item(
                entry.at(),
                entry.actor().username(),
                entry.actor().role(),
                entry.actor().address(),
                entry.actor().via(),
                entry.act(),
                entry.subject(),
                entry.name(),
                entry.changes().stream()
                        .map(change -> new Change(change.field(), change.before(), change.after()))
                        .toList());
    }
}
