package org.llmrelay.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.llmrelay.audit.Actor;
import org.llmrelay.audit.AuditEntry;
import org.llmrelay.audit.AuditLog;
import org.llmrelay.audit.FieldChange;
import org.llmrelay.failure.StoreUnavailableException;

/**
 * Writes down what operators change: the bodies before and after, field by field. Bodies hold no secrets, so neither does the log. Thread-safe.
 */
public final class Audit {
    /** There is only one of each, so it has no id. */
    private static final Set<String> SINGLE = Set.of("settings");

    private final AuditLog log;
    private final Map<String, Function<String, ?>> shows;
    private final InstantSource clock;
    private final Consumer<Throwable> faults;

    /**
     * @param shows by the kind of a subject, such as {@code keys}: its body by its id
     * @param faults is told when something could not be written down
     */
    public Audit(
            AuditLog log, Map<String, Function<String, ?>> shows, InstantSource clock, Consumer<Throwable> faults) {
        this.log = log;
        this.shows = Map.copyOf(shows);
        this.clock = clock;
        this.faults = faults;
    }

    /** A subject as it is now, field by field; empty where it is not there, or has no body. */
    public Map<String, String> look(String kind, String id) {
        Function<String, ?> show = shows.get(kind);
        if (show == null || (id.isEmpty() && !SINGLE.contains(kind))) {
            return Map.of();
        }
        try {
            return fields(show.apply(id));
        } catch (ProblemException | StoreUnavailableException e) {
            return Map.of();
        }
    }

    /** A body field by field, with the API's names; lists of texts are one field. */
    public static Map<String, String> fields(Object body) {
        Map<String, String> fields = new TreeMap<>();
        collect(Json.MAPPER.valueToTree(body), "", fields);
        return fields;
    }

    private static void collect(JsonNode node, String path, Map<String, String> fields) {
        boolean isFlat = node.isArray() && !node.path(0).isContainerNode();
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> collect(
                            entry.getValue(), path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), fields));
        } else if (node.isArray() && !isFlat) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), path + "[" + i + "]", fields);
            }
        } else if (!node.isNull()) {
            String text = isFlat ? node.toString() : node.asText();
            fields.put(path, AuditText.of(text));
        }
    }

    /**
     * Writes an act down that has been done. It stays done when this fails, and the log of the server has it.
     *
     * @param act such as {@code keys.change}
     * @param subject the id of what it was done to, or empty
     */
    public void write(Actor actor, String act, String subject, Map<String, String> before, Map<String, String> after) {
        String name = Objects.requireNonNullElse(after.getOrDefault("name", before.get("name")), "");
        AuditEntry entry = new AuditEntry(
                clock.instant().truncatedTo(ChronoUnit.MILLIS), actor, act, subject, name, changes(before, after));
        try {
            log.write(entry);
        } catch (StoreUnavailableException e) {
            faults.accept(e);
        }
    }

    private static List<FieldChange> changes(Map<String, String> before, Map<String, String> after) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        List<FieldChange> changes = new ArrayList<>();
        for (String name : names) {
            @Nullable String old = before.get(name);
            @Nullable String now = after.get(name);
            if (!Objects.equals(old, now)) {
                changes.add(new FieldChange(name, old, now));
            }
        }
        return changes;
    }

    /** The latest entries, newest first. {@code next} is null at the end. */
    public AuditLog.Page latest(@Nullable String cursor, AuditLog.Filter filter, int most) {
        return log.latest(cursor, filter, most);
    }
}
