package org.llmrelay.audit;

import java.time.Instant;
import java.util.List;

/**
 * Something that somebody did.
 *
 * @param act what, such as {@code keys.change}
 * @param subject the id of what it was done to; empty where there is none
 * @param name what people call it; empty where it has no name
 * @param changes what differs afterwards
 */
public record AuditEntry(Instant at, Actor actor, String act, String subject, String name, List<FieldChange> changes) {
    public AuditEntry {
        changes = List.copyOf(changes);
    }
}
