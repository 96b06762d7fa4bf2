package org.llmrelay.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.llmrelay.admin.Problem.Mistake;

/**
 * The fields of a form, which of them were asked for, and what was wrong with any. Forms within a form share its mistakes, each under its place. Confined
 * to one request.
 */
final class FormFields {
    private static final int LONGEST_TEXT = 20_000;

    private final ObjectNode object;
    private final String place;
    private final Set<String> known = new HashSet<>();
    private final List<Mistake> mistakes;

    FormFields(ObjectNode object) {
        this(object, "", new ArrayList<>());
    }

    private FormFields(ObjectNode object, String place, List<Mistake> mistakes) {
        this.object = object;
        this.place = place;
        this.mistakes = mistakes;
    }

    /** The fields of an object that is in a field of this one. */
    FormFields within(String field, ObjectNode inside) {
        return new FormFields(inside, place + field + ".", mistakes);
    }

    /** What a field says: a missing node where it is not there. */
    JsonNode take(String field) {
        known.add(field);
        JsonNode node = object.get(field);
        return node == null ? MissingNode.getInstance() : node;
    }

    /** All of them, for somebody who reads them himself. */
    ObjectNode takeAll() {
        object.fieldNames().forEachRemaining(known::add);
        return object;
    }

    /** Any text but a blank one; an empty one where there is a mistake. */
    String text(String field, JsonNode node) {
        if (!node.isTextual() || node.textValue().isBlank()) {
            wrong(field, "must be a text that is not blank");
            return "";
        }
        if (node.textValue().length() > LONGEST_TEXT) {
            wrong(field, "may have " + LONGEST_TEXT + " characters");
            return "";
        }
        return node.textValue();
    }

    boolean has(String field) {
        return object.has(field);
    }

    void wrong(String field, String detail) {
        Mistake mistake = new Mistake(place + field, detail);
        if (!mistakes.contains(mistake)) {
            mistakes.add(mistake);
        }
    }

    /** Whether nothing has been wrong so far with a field or what is in it. */
    boolean isFine(String field) {
        return mistakes.stream()
                .map(Mistake::field)
                .noneMatch(wrong -> wrong.equals(place + field)
                        || wrong.startsWith(place + field + ".")
                        || wrong.startsWith(place + field + "["));
    }

    /** Fields that nobody asked for are mistakes. */
    void requireKnown() {
        object.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                wrong(field, "is not known here");
            }
        });
    }

    /** @throws ProblemException when something was wrong, fields that nobody asked for included */
    void finish() {
        requireKnown();
        if (!mistakes.isEmpty()) {
            throw new ProblemException(Problem.invalid(mistakes));
        }
    }
}
