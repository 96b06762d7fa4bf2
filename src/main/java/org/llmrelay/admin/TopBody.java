package org.llmrelay.admin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who used the most in some whole days; {@code total}: how long the whole list is. */
public record TopBody(String of, String by, String zone, Instant from, Instant to, List<Item> items, int total)
        implements JsonBody {

    /** {@code name}: of a key or an account that is still there. */
    record Item(String id, @Nullable String name, TallyBody total) {}
}
