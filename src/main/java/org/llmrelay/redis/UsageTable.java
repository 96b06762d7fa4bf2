package org.llmrelay.redis;

import org.llmrelay.usage.Dimension;
import org.llmrelay.usage.Slice;
import org.llmrelay.usage.Subject;

/** Where the counters of subjects stand: for each slice one hash for keys, and one for all others. */
final class UsageTable {
    private UsageTable() {}

    static String key(Slice slice, Dimension dimension) {
        return RedisKeys.counters(slice, dimension == Dimension.KEY);
    }

    static String field(Subject subject) {
        return prefix(subject.dimension()) + subject.id();
    }

    /** What the fields of a dimension begin with; nothing for keys, which have a hash to themselves. */
    static String prefix(Dimension dimension) {
        return switch (dimension) {
            case WHOLE -> "*";
            case KEY -> "";
            case ACCOUNT -> "a:";
            case MODEL -> "m:";
            case DIALECT -> "d:";
            case CLIENT -> "c:";
        };
    }
}
