package org.llmrelay.moving;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.llmrelay.moving.Estate.Circle;
import org.llmrelay.moving.Estate.Remainder;

/** Reads what the other relay exports: lists of records by kind, as they are or within {@code data}. Confined to one thread. */
public final class ExportFile {
    private static final String KEYS = "apiKeys";
    private static final Set<String> GROUPS = Set.of("accountGroups", "groups");
    private static final Note WHY = Remark.NO_COUNTERPART.of();
    private static final Note WHY_PEOPLE = Remark.PEOPLE.of();

    private final Map<Sort, List<ForeignRecord>> accounts = new EnumMap<>(Sort.class);
    private final List<Circle> groups = new ArrayList<>();
    private final List<ForeignRecord> keys = new ArrayList<>();
    private final List<Remainder> rest = new ArrayList<>();

    private ExportFile() {}

    /** @throws Obstacle when it is no export; it quotes nothing */
    public static Estate read(byte[] file) {
        JsonNode export = parsed(file);
        JsonNode content = export.path("data").isObject() ? export.get("data") : export;
        ExportFile reading = new ExportFile();
        content.properties().forEach(part -> reading.take(part.getKey(), part.getValue()));
        if (reading.accounts.isEmpty() && reading.keys.isEmpty()) {
            throw new Obstacle(Remark.EMPTY_FILE.of());
        }
        return new Estate(reading.accounts, reading.groups, reading.keys, reading.rest);
    }

    private static JsonNode parsed(byte[] file) {
        try {
            return ForeignRecord.MAPPER.readTree(file);
        } catch (JacksonException e) {
            // Its message quotes the file.
            throw new Obstacle(Remark.NO_JSON_FILE.of());
        } catch (IOException e) {
            throw new Obstacle(Remark.NO_TEXT_FILE.of());
        }
    }

    private void take(String section, JsonNode records) {
        if (!records.isArray()) {
            if (records.isObject() && !records.isEmpty() && !section.equals("metadata")) {
                rest.add(new Remainder(section, "", "", WHY));
            }
            return;
        }
        records.forEach(node -> take(section, ForeignRecord.flat(node)));
    }

    private void take(String section, ForeignRecord record) {
        if (section.equals(KEYS)) {
            keys.add(record);
        } else if (GROUPS.contains(section)) {
            Set<String> members = new HashSet<>(record.texts("members"));
            members.addAll(record.texts("memberIds"));
            groups.add(new Circle(record, members));
        } else if (Sort.of(section).isPresent()) {
            accounts.computeIfAbsent(Sort.of(section).get(), none -> new ArrayList<>())
                    .add(record);
        } else {
            Note why = section.equals("admins") || section.equals("users") ? WHY_PEOPLE : WHY;
            rest.add(new Remainder(section, record.id(), record.text("name", "username"), why));
        }
    }
}
