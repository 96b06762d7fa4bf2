package org.llmrelay.console;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.SettingsBody;

/** Settings as a person edits them. Confined to one view. */
public final class SettingsDraft implements Serializable {
    private static final long serialVersionUID = 1;
    private static final String TIME = "_ms";

    private final Map<String, Object> typed = new HashMap<>();
    private final Map<String, Object> shape;

    private SettingsDraft(Map<String, Object> shape) {
        this.shape = shape;
        typed.putAll(values("values"));
    }

    /** Of settings that could not be read. */
    static SettingsDraft empty() {
        return new SettingsDraft(Map.of());
    }

    static SettingsDraft of(SettingsBody settings) {
        return new SettingsDraft(Shapes.of(settings));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> values(String which) {
        return (Map<String, Object>) shape.getOrDefault(which, Map.of());
    }

    /** What differs from what holds; null where it is to be put back. */
    Map<String, Object> changed() {
        Map<String, Object> changed = new HashMap<>();
        values("values").forEach((name, value) -> {
            Object now = typed.get(name);
            if (!Objects.toString(value, "").equals(Objects.toString(now, ""))) {
                changed.put(name, now);
            }
        });
        return changed;
    }

    /** A change as the API takes it. */
    Map<String, Object> change(Map<String, Object> values) {
        return Map.of("version", shape.getOrDefault("version", 0), "values", values);
    }

    public boolean saved(String name) {
        return Shapes.list(shape, "saved").contains(name);
    }

    /** What was deployed, in words. */
    public String deployed(String name) {
        return shown(name, values("deployment").get(name));
    }

    /** What holds, in words. */
    public String holding(String name) {
        return shown(name, values("values").get(name));
    }

    /** A value in words. */
    static String shown(String name, @Nullable Object value) {
        return name.endsWith(TIME) && value instanceof Number millis
                ? Spans.text(millis.longValue())
                : Objects.toString(value, "");
    }

    public String getZone() {
        return Shapes.text(shape, "time_zone");
    }

    /** What is typed, by the names of settings. */
    public Map<String, Object> getTyped() {
        return typed;
    }
}
