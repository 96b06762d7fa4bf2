package org.llmrelay.secret;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Records that are nothing but one sealed secret each, for tests. Thread-safe. */
public final class InMemorySealedRecords implements SealedRecords {
    private final Map<String, String> records = new ConcurrentSkipListMap<>();

    public void put(String id, String sealed) {
        records.put(id, sealed);
    }

    @Override
    public String name() {
        return "records";
    }

    @Override
    public List<SealedRecord> all() {
        return records.entrySet().stream()
                .map(record -> new SealedRecord(
                        record.getKey(), record.getValue(), Map.of(record.getKey(), record.getValue())))
                .toList();
    }

    @Override
    public boolean replace(SealedRecord record, String text) {
        return records.replace(record.id(), record.text(), text);
    }
}
