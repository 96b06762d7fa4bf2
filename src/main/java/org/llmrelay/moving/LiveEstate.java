package org.llmrelay.moving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.llmrelay.moving.Estate.Circle;
import org.llmrelay.moving.Estate.Remainder;

/** Reads what lies in the other relay's Redis, by its layout of keys. Confined to one thread. */
public final class LiveEstate {
    private static final String KEY = "apikey:";
    private static final String GROUP = "account_group:";
    private static final String ID = "[A-Za-z0-9_-]{8,100}";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd");
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH");

    /** What else it may hold, under fixed names, and why that stays there. */
    private static final Map<String, Note> REST = Map.of(
            "session:admin_credentials", Remark.PEOPLE.of(),
            "user:index", Remark.PEOPLE.of(),
            "webhook_config:default", Remark.MESSAGES.of(),
            "claude_relay_config", Remark.SETTINGS.of(),
            "oem:settings", Remark.SETTINGS.of(),
            "quota_cards:all", Remark.QUOTA_CARDS.of());

    private final OtherStore store;
    private final ZoneId zone;
    private final Instant now;
    private final Runnable counted;

    private LiveEstate(OtherStore store, ZoneId zone, Instant now, Runnable counted) {
        this.store = store;
        this.zone = zone;
        this.now = now;
        this.counted = counted;
    }

    /** @param zone by whose clock the other relay's days and weeks begin */
    public static Estate read(OtherStore store, ZoneId zone, Instant now, ImportProgress progress) {
        return new LiveEstate(store, zone, now, progress.counting(ImportProgress.Stage.READING, 0)).all();
    }

    private Estate all() {
        Map<Sort, List<ForeignRecord>> accounts = new EnumMap<>(Sort.class);
        for (Sort sort : Sort.values()) {
            accounts.put(
                    sort,
                    ids(sort.prefix())
                            .map(id -> record(sort.prefix() + id, id))
                            .filter(record -> record.has("id"))
                            .toList());
        }
        return new Estate(accounts, groups(), keys(), rest());
    }

    private Stream<String> ids(String prefix) {
        return new TreeSet<>(store.keys(prefix))
                .stream().map(key -> key.substring(prefix.length())).filter(id -> id.matches(ID) && !isIndex(id));
    }

    /** Words that stand beside the ids. */
    private static boolean isIndex(String id) {
        return id.equals("hash_map");
    }

    /** Most are hashes; some are JSON. */
    private ForeignRecord record(String key, String id) {
        ObjectNode record = ForeignRecord.MAPPER.createObjectNode();
        Map<String, String> hash = store.hash(key);
        if (hash.isEmpty()) {
            JsonNode text = ForeignRecord.parsed(id, store.text(key).orElse(""));
            text.properties().forEach(field -> record.set(field.getKey(), field.getValue()));
        }
        hash.forEach(record::put);
        if (!record.isEmpty()) {
            record.put("id", id);
        }
        counted.run();
        return new ForeignRecord(record);
    }

    private List<Circle> groups() {
        return ids(GROUP)
                .map(id -> new Circle(record(GROUP + id, id), store.members("account_group_members:" + id)))
                .filter(group -> group.record().has("id"))
                .toList();
    }

    private List<ForeignRecord> keys() {
        JsonNode rates = ForeignRecord.parsed(
                "system:service_rates", store.text("system:service_rates").orElse(""));
        return ids(KEY).map(id -> record(KEY + id, id))
                .filter(record -> record.has("apiKey"))
                .map(record -> withSpending(record, rates.path("rates")))
                .toList();
    }

    private ForeignRecord withSpending(ForeignRecord key, JsonNode rates) {
        ObjectNode fields = ((ObjectNode) key.fields()).deepCopy();
        ZonedDateTime today = now.atZone(zone);
        ZonedDateTime week = ForeignLimits.week(key, zone).start(now).atZone(zone);
        put(fields, Spending.TOTAL, "usage:cost:total:" + key.id());
        put(fields, Spending.DAY, "usage:cost:daily:" + key.id() + ":" + DAY.format(today));
        put(fields, Spending.WEEK, "usage:opus:weekly:" + key.id() + ":" + HOUR.format(week));
        if (rates.isObject()) {
            fields.set(ForeignKey.COMMON_RATES, rates);
        }
        return new ForeignRecord(fields);
    }

    private void put(ObjectNode fields, String field, String key) {
        fields.put(field, store.text(key).orElse("0"));
    }

    private List<Remainder> rest() {
        List<Remainder> rest = new ArrayList<>();
        REST.forEach((key, why) -> {
            if (store.exists(key)) {
                rest.add(new Remainder("settings", key, "", why));
            }
        });
        rest.sort((one, other) -> one.id().compareTo(other.id()));
        return rest;
    }
}
