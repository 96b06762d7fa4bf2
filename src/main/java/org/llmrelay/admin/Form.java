package org.llmrelay.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that came in, read field by field. A field that is left out keeps what was there before. All mistakes
 * are remembered and reported together by {@link #finish}. Confined to one request.
 */
public final class Form {
    private final FormFields fields;
    private final FormTexts texts;

    public Form(ObjectNode object) {
        this(new FormFields(object));
    }

    private Form(FormFields fields) {
        this.fields = fields;
        this.texts = new FormTexts(fields);
    }

    /** One line of up to a hundred characters. {@code before}: null where it must be given. */
    public String name(String field, @Nullable String before) {
        return texts.name(field, before);
    }

    /** Any text but a blank one. {@code before}: null where it must be given. */
    public String text(String field, @Nullable String before) {
        return texts.text(field, before);
    }

    /** One line that may be empty; null empties it. */
    public String line(String field, String before, int longest) {
        return texts.line(field, before, longest);
    }

    /** Text that may be empty and may have several lines; null empties it. */
    public String passage(String field, String before, int longest) {
        return texts.passage(field, before, longest);
    }

    /** A list of lines without blank ones; null empties it. It replaces the one before. */
    public List<String> lines(String field, List<String> before, int most, int longest) {
        return texts.lines(field, before, most, longest);
    }

    /** One word of a closed set. {@code before}: null where it must be given. */
    public <T> @Nullable T word(String field, @Nullable T before, Map<String, T> words) {
        JsonNode node = take(field);
        if (node.isMissingNode() && before != null) {
            return before;
        }
        T meant = words.get(node.asText());
        if (!node.isTextual() || meant == null) {
            wrong(field, "must be one of " + String.join(", ", words.keySet()));
        }
        return meant;
    }

    public boolean flag(String field, boolean before) {
        JsonNode node = take(field);
        if (node.isMissingNode() || node.isBoolean()) {
            return node.asBoolean(before);
        }
        return wrong(field, "must be true or false", before);
    }

    public int whole(String field, int before, int least, int most) {
        JsonNode node = take(field);
        if (node.isMissingNode()) {
            return before;
        }
        boolean fits = node.isIntegralNumber() && node.canConvertToInt();
        if (!fits || node.intValue() < least || node.intValue() > most) {
            return wrong(field, "must be a whole number from " + least + " to " + most, before);
        }
        return node.intValue();
    }

    /** A whole number, or null; null takes it away. */
    @Nullable
    public Long number(String field, @Nullable Long before, long least, long most) {
        JsonNode node = take(field);
        if (node.isMissingNode()) {
            return before;
        }
        if (node.isNull()) {
            return null;
        }
        boolean fits = node.isIntegralNumber() && node.canConvertToLong();
        if (!fits || node.longValue() < least || node.longValue() > most) {
            wrong(field, "must be a whole number from " + least + " to " + most + ", or null");
            return before;
        }
        return node.longValue();
    }

    /** An object that {@code read} reads; {@code missing} where there is none, {@code none} where it is null. */
    public <T> T inner(String field, T missing, T none, Function<Form, T> read) {
        JsonNode node = take(field);
        if (node instanceof ObjectNode inside) {
            return part(inside, field, read);
        }
        if (!node.isMissingNode() && !node.isNull()) {
            return wrong(field, "must be an object", missing);
        }
        return node.isNull() ? none : missing;
    }

    /** A list of objects, each read by {@code read}, which leaves out what is wrong; it replaces the one before, and null empties it. */
    public <T> List<T> parts(String field, List<T> before, int most, Function<Form, Optional<T>> read) {
        JsonNode node = take(field);
        if (node.isMissingNode()) {
            return before;
        }
        boolean fits = node.isNull() || (node.isArray() && node.size() <= most);
        if (!fits) {
            return wrong(field, "must be a list of up to " + most + " objects", before);
        }
        List<T> parts = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            String name = field + "[" + i + "]";
            if (node.get(i) instanceof ObjectNode inside) {
                part(inside, name, read).ifPresent(parts::add);
            } else {
                wrong(name, "must be an object");
            }
        }
        return parts;
    }

    private <T> T part(ObjectNode inside, String field, Function<Form, T> read) {
        FormFields inner = fields.within(field, inside);
        T part = read.apply(new Form(inner));
        inner.requireKnown();
        return part;
    }

    /** Whether a field is there, even as null. */
    public boolean has(String field) {
        return fields.has(field);
    }

    /** A time with its offset, in ISO 8601; null takes it away. */
    @Nullable
    public Instant time(String field, @Nullable Instant before) {
        JsonNode node = take(field);
        if (node.isMissingNode()) {
            return before;
        }
        if (node.isNull()) {
            return null;
        }
        Optional<Instant> time = Texts.time(node.textValue());
        if (time.isPresent()) {
            return time.get();
        }
        wrong(field, "must be a time such as 2030-01-31T12:00:00Z, or null");
        return before;
    }

    /** An object of texts, where null takes an entry away. */
    public Changes changes(String field) {
        JsonNode node = take(field);
        if (!node.isMissingNode() && !node.isObject()) {
            wrong(field, "must be an object of texts");
        }
        Map<String, String> put = new LinkedHashMap<>();
        Set<String> removed = new HashSet<>();
        node.properties().forEach(entry -> {
            if (entry.getValue().isNull()) {
                removed.add(entry.getKey());
            } else {
                put.put(entry.getKey(), fields.text(field + "." + entry.getKey(), entry.getValue()));
            }
        });
        return new Changes(put, removed);
    }

    /** All fields, for somebody who reads them without this form and reports what is wrong. */
    public ObjectNode whole() {
        return fields.takeAll();
    }

    public void wrong(String field, String detail) {
        fields.wrong(field, detail);
    }

    /** Whether nothing has been wrong so far with a field or what is in it. */
    public boolean isFine(String field) {
        return fields.isFine(field);
    }

    /** Ends the reading. @throws ProblemException when something was wrong, fields that nobody read included */
    public void finish() {
        fields.finish();
    }

    private JsonNode take(String field) {
        return fields.take(field);
    }

    private <T> T wrong(String field, String detail, T instead) {
        wrong(field, detail);
        return instead;
    }
}
