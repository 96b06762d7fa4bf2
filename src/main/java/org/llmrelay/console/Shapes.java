package org.llmrelay.console;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Form;
import org.llmrelay.admin.Json;

/** Bodies of the desks as maps with the admin API's own names, which is how pages read and fill them. */
public final class Shapes {
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private Shapes() {}

    /** A body as a map, as deep as it goes; it may be changed. */
    public static Map<String, Object> of(Object body) {
        return Json.MAPPER.convertValue(body, MAP);
    }

    /** Bodies as maps. */
    public static List<Map<String, Object>> of(List<?> bodies) {
        return bodies.stream().map(Shapes::of).toList();
    }

    /** What is at a place within a map, or null. */
    public static @Nullable Object at(@Nullable Object map, String... path) {
        Object at = map;
        for (String name : path) {
            at = at instanceof Map<?, ?> inner ? inner.get(name) : null;
        }
        return at;
    }

    /** The number at a place within a map; zero where there is none. */
    public static Number number(@Nullable Object map, String... path) {
        return at(map, path) instanceof Number number ? number : 0;
    }

    /** The text at a place within a map; empty where there is none. */
    public static String text(@Nullable Object map, String... path) {
        return at(map, path) instanceof String text ? text : "";
    }

    /** The list at a place within a map; empty where there is none. */
    public static List<?> list(@Nullable Object map, String... path) {
        return at(map, path) instanceof List<?> list ? list : List.of();
    }

    /** What a desk takes, from a map with the API's names. */
    public static Form form(Map<String, ?> fields) {
        return new Form(Json.MAPPER.convertValue(fields, ObjectNode.class));
    }
}
