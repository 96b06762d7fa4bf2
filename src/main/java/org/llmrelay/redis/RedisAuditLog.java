package org.llmrelay.redis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.audit.Actor;
import org.llmrelay.audit.AuditEntry;
import org.llmrelay.audit.AuditLog;
import org.llmrelay.audit.FieldChange;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.resps.StreamEntry;

/** The audit log: one stream. A search reads it page by page, since few look at it and seldom. Thread-safe. */
final class RedisAuditLog implements AuditLog {
    private static final String ENTRY = "e";
    private static final int CHUNK = 250;

    private final Redis redis;

    RedisAuditLog(Redis redis) {
        this.redis = redis;
    }

    /** An entry's record. {@code at}: milliseconds. */
    record Stored(
            long at,
            String username,
            String role,
            String address,
            String via,
            String act,
            String subject,
            String name,
            List<StoredChange> changes) {}

    /** A change within a record. */
    record StoredChange(
            String field, @Nullable String before, @Nullable String after) {}

    @Override
    public void write(AuditEntry entry) {
        Map<String, String> fields = Map.of(ENTRY, Json.write(stored(entry)));
        XAddParams about = new XAddParams().maxLen(KEPT).approximateTrimming();
        redis.ask(client -> client.xadd(RedisKeys.AUDIT_LOG, about, fields));
    }

    @Override
    public Page latest(@Nullable String cursor, Filter filter, int most) {
        List<AuditEntry> found = new ArrayList<>();
        StreamEntryID next = cursor == null ? null : new StreamEntryID(cursor);
        while (true) {
            List<StreamEntry> chunk = read(next);
            for (StreamEntry stored : chunk) {
                next = stored.getID();
                AuditEntry entry = entry(Json.read(stored.getFields().getOrDefault(ENTRY, ""), Stored.class));
                if (filter.takes(entry)) {
                    found.add(entry);
                }
                if (found.size() == most) {
                    return new Page(found, read(next).isEmpty() ? null : next.toString());
                }
            }
            if (chunk.size() < CHUNK) {
                return new Page(found, null);
            }
        }
    }

    private List<StreamEntry> read(@Nullable StreamEntryID before) {
        String end = before == null ? "+" : "(" + before;
        return redis.ask(client -> client.xrevrange(RedisKeys.AUDIT_LOG, end, "-", CHUNK));
    }

    private static Stored stored(AuditEntry entry) {
        Actor actor = entry.actor();
        return new Stored(
                entry.at().toEpochMilli(),
                actor.username(),
                actor.role(),
                actor.address(),
                actor.via(),
                entry.act(),
                entry.subject(),
                entry.name(),
                entry.changes().stream()
                        .map(change -> new StoredChange(change.field(), change.before(), change.after()))
                        .toList());
    }

    private static AuditEntry entry(Stored stored) {
        return new AuditEntry(
                Instant.ofEpochMilli(stored.at()),
                new Actor(stored.username(), stored.role(), stored.address(), stored.via()),
                stored.act(),
                stored.subject(),
                stored.name(),
                stored.changes().stream()
                        .map(change -> new FieldChange(change.field(), change.before(), change.after()))
                        .toList());
    }
}
