package org.llmrelay.redis;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.llmrelay.secret.SealedRecord;
import org.llmrelay.secret.SealedRecords;

/** Records with sealed secrets in one hash. No cache has to hear of a record that is sealed anew: it says what it said before. Thread-safe. */
final class RedisSealed implements SealedRecords {
    private final Script replaceRecord = Script.named("replace_record");
    private final Redis redis;
    private final String name;
    private final String records;
    private final Function<String, Map<String, String>> secrets;

    /**
     * @param records the hash's name
     * @param secrets finds in a record the sealed texts by their bindings
     */
    RedisSealed(Redis redis, String name, String records, Function<String, Map<String, String>> secrets) {
        this.redis = redis;
        this.name = name;
        this.records = records;
        this.secrets = secrets;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<SealedRecord> all() {
        return redis.ask(client -> client.hgetAll(records)).entrySet().stream()
                .map(field -> new SealedRecord(field.getKey(), field.getValue(), secrets.apply(field.getValue())))
                .toList();
    }

    @Override
    public boolean replace(SealedRecord record, String text) {
        return Long.valueOf(1)
                .equals(redis.run(replaceRecord.with(List.of(records), List.of(record.id(), record.text(), text))));
    }
}
