package org.llmrelay.admin;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.llmrelay.backup.Restore;

/**
 * What became of a backup's records, or would.
 *
 * @param knowsKeys whether the encryption key that hashed the keys is in the key ring
 * @param counts how many records met which fate
 */
public record RestoreBody(
        boolean dryRun, Instant backupCreated, boolean knowsKeys, Map<String, Long> counts, List<RecordBody> records)
        implements JsonBody {

    /** What became of one record; {@code why} is empty where the fate says all. */
    public record RecordBody(String kind, String id, String fate, String why) {}

    static RestoreBody of(Restore.Report report, Restore.Order order) {
        Map<String, Long> counts = new TreeMap<>();
        for (Restore.Fate fate : Restore.Fate.values()) {
            counts.put(word(fate), 0L);
        }
        report.lines().forEach(line -> counts.merge(word(line.fate()), 1L, Long::sum));
        return new RestoreBody(
                order.dryRun(),
                report.created(),
                report.knowsKeys(),
                counts,
                report.lines().stream()
                        .map(line -> new RecordBody(line.kind(), line.id(), word(line.fate()), line.why()))
                        .toList());
    }

    private static String word(Restore.Fate fate) {
        return fate.name().toLowerCase(Locale.ROOT);
    }
}
