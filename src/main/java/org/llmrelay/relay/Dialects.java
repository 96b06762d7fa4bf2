package org.llmrelay.relay;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.llmrelay.translation.TranslatedDialect;
import org.llmrelay.translation.Translation;
import org.llmrelay.wire.Dialect;

/** The dialects that are here, by the names they give themselves. Thread-safe. */
public final class Dialects {
    private final Map<String, Dialect> byId;

    public Dialects(Collection<Dialect> dialects) {
        this(dialects, List.of());
    }

    /** {@code translations} are among the dialects by names of their own, see {@link Translation#id}. */
    public Dialects(Collection<Dialect> dialects, Collection<Translation> translations) {
        Map<String, Dialect> plain =
                dialects.stream().collect(Collectors.toUnmodifiableMap(Dialect::id, Function.identity()));
        Map<String, Dialect> all = new HashMap<>(plain);
        for (Translation translation : translations) {
            Dialect dialect = new TranslatedDialect(
                    translation,
                    Objects.requireNonNull(plain.get(translation.caller().dialect())),
                    Objects.requireNonNull(plain.get(translation.upstream().dialect())));
            all.put(dialect.id(), dialect);
        }
        this.byId = Map.copyOf(all);
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
