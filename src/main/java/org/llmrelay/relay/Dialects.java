package org.llmrelay.relay;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.llmrelay.wire.Dialect;

/** The dialects that are here, by the names they give themselves. Thread-safe. */
public final class Dialects {
    private final Map<String, Dialect> byId;

    public Dialects(Collection<Dialect> dialects) {
        this.byId = dialects.stream().collect(Collectors.toUnmodifiableMap(Dialect::id, Function.identity()));
    }

    /** @throws IllegalArgumentException when there is none of that name */
    public Dialect named(String id) {
        Dialect dialect = byId.get(id);
        if (dialect == null) {
            throw new IllegalArgumentException("dialect: " + id + " (expected: one of " + byId.keySet() + ")");
        }
        return dialect;
    }
}
