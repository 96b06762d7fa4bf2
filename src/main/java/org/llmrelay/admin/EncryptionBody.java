package org.llmrelay.admin;

import java.util.List;
import org.llmrelay.secret.Resealing;

/**
 * The state of the key ring.
 *
 * @param key the id of the key that seals
 * @param formerKeys ids of the keys that only open
 */
public record EncryptionBody(String key, List<String> formerKeys, boolean done, List<RecordsBody> records)
        implements JsonBody {

    /** How one kind of records stands; {@code current} and {@code former} count records by the key that sealed them. */
    public record RecordsBody(String name, int current, int former, List<UnreadableBody> unreadable) {
        static RecordsBody of(Resealing.Progress progress) {
            return new RecordsBody(
                    progress.name(),
                    progress.current(),
                    progress.former(),
                    progress.unreadable().stream()
                            .map(record -> new UnreadableBody(record.id(), record.why()))
                            .toList());
        }
    }

    /** A record that no key opens, and why. */
    public record UnreadableBody(String id, String why) {}

    public static EncryptionBody of(List<String> keyIds, List<Resealing.Progress> progress) {
        return new EncryptionBody(
                keyIds.get(0),
                keyIds.subList(1, keyIds.size()),
                progress.stream().allMatch(Resealing.Progress::isDone),
                progress.stream().map(RecordsBody::of).toList());
    }
}
