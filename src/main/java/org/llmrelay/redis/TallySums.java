package org.llmrelay.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.usage.Tally;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Protocol;

/** Adds up whole tables of tallies, field by field: a page may read some hundred thousand. Confined to one page. */
final class TallySums {
    private final String prefix;
    private final Map<String, long[]> sums = new HashMap<>();

    /** {@code prefix}: of the fields that count; it is no part of their subjects' ids. */
    TallySums(String prefix) {
        this.prefix = prefix;
    }

    /** Asks for a table, as it comes over the wire. */
    static Command<List<byte[]>> command(String table) {
        return Command.plain(new CommandObject<>(
                new CommandArguments(Protocol.Command.HGETALL).key(table), BuilderFactory.BINARY_LIST));
    }

    void add(@Nullable Object table, int sign) {
        List<?> fieldsAndTallies = table == null ? List.of() : (List<?>) table;
        for (int i = 0; i + 1 < fieldsAndTallies.size(); i += 2) {
            String field = new String((byte[]) fieldsAndTallies.get(i), StandardCharsets.UTF_8);
            if (field.startsWith(prefix)) {
                long[] sum = sums.computeIfAbsent(field, same -> StoredTally.nothing());
                long[] unused = StoredTally.add(sum, (byte[]) fieldsAndTallies.get(i + 1), sign);
            }
        }
    }

    /** What comes to anything, by the subject's id. */
    Map<String, Tally> all() {
        Map<String, Tally> all = new HashMap<>(2 * sums.size());
        sums.forEach((field, sum) -> {
            if (Arrays.stream(sum).anyMatch(number -> number != 0)) {
                all.put(field.substring(prefix.length()), StoredTally.tally(sum));
            }
        });
        return all;
    }
}
