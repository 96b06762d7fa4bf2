package org.llmrelay.api.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.api.admin.Problem.Mistake;

/**
 * A JSON object that came in, read field by field. A field that is left out keeps what was there before. All mistakes
 * are remembered and reported together by {@link #finish}. Confined to one request.
 */
final class Form {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TEXT = 20_000;
    private static final int LATEST_YEAR = 9999;

    private final ObjectNode object;
    private final Set<String> known = new HashSet<>();
    private final List<Mistake> mistakes = new ArrayList<>();

    Form(ObjectNode object) {
        this.object = object;
    }

    /** One line of up to a hundred characters. {@code before}: null where it must be given. */
    String name(String field, @Nullable String before) {
        String text = text(field, before).strip();
        if (text.length() > LONGEST_NAME) {
            wrong(field, "may have " + LONGEST_NAME + " characters");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            wrong(field, "must be one line");
        }
        return text;
    }

    /** Any text but a blank one. {@code before}: null where it must be given. */
    String text(String field, @Nullable String before) {
        JsonNode node = take(field);
        if (node.isMissingNode() && before == null) {
            return wrong(field, "is required", "");
        }
        return node.isMissingNode() && before != null ? before : text(field, node);
    }

    boolean flag(String field, boolean before) {
        JsonNode node = take(field);
        if (node.isMissingNode() || node.isBoolean()) {
            return node.asBoolean(before);
        }
        return wrong(field, "must be true or false", before);
    }

    int whole(String field, int before, int least, int most) {
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

    /** A time with its offset, in ISO 8601; null takes it away. */
    @Nullable
    Instant time(String field, @Nullable Instant before) {
        JsonNode node = take(field);
        if (node.isMissingNode()) {
            return before;
        }
        if (node.isNull()) {
            return null;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(node.isTextual() ? node.textValue() : "");
            if (time.getYear() >= 0 && time.getYear() <= LATEST_YEAR) {
                return time.toInstant().truncatedTo(ChronoUnit.MILLIS);
            }
        } catch (DateTimeException e) {
            // Not a time: told below.
        }
        wrong(field, "must be a time such as 2030-01-31T12:00:00Z, or null");
        return before;
    }

    /** An object of texts, where null takes an entry away. */
    Changes changes(String field) {
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
                put.put(entry.getKey(), text(field + "." + entry.getKey(), entry.getValue()));
            }
        });
        return new Changes(put, removed);
    }

    void wrong(String field, String detail) {
        mistakes.add(new Mistake(field, detail));
    }

    /** Whether nothing has been wrong so far with a field or what is in it. */
    boolean isFine(String field) {
        return mistakes.stream()
                .map(Mistake::field)
                .noneMatch(wrong -> wrong.equals(field) || wrong.startsWith(field + "."));
    }

    /** Ends the reading. @throws ProblemException when something was wrong, fields that nobody read included */
    void finish() {
        object.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                wrong(field, "is not known here");
            }
        });
        if (!mistakes.isEmpty()) {
            throw new ProblemException(Problem.invalid(mistakes));
        }
    }

    private JsonNode take(String field) {
        known.add(field);
        JsonNode node = object.get(field);
        return node == null ? MissingNode.getInstance() : node;
    }

    private String text(String field, JsonNode node) {
        if (!node.isTextual() || node.textValue().isBlank()) {
            return wrong(field, "must be a text that is not blank", "");
        }
        if (node.textValue().length() > LONGEST_TEXT) {
            return wrong(field, "may have " + LONGEST_TEXT + " characters", "");
        }
        return node.textValue();
    }

    private <T> T wrong(String field, String detail, T instead) {
        wrong(field, detail);
        return instead;
    }
}
