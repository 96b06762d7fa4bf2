package org.llmrelay.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the texts of a form; {@link Form} says what each of its methods is for. Confined to one request. */
final class FormTexts {
    private static final int LONGEST_NAME = 100;

    private final FormFields fields;

    FormTexts(FormFields fields) {
        this.fields = fields;
    }

    String name(String field, @Nullable String before) {
        String text = text(field, before).strip();
        if (text.length() > LONGEST_NAME) {
            fields.wrong(field, "may have " + LONGEST_NAME + " characters");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            fields.wrong(field, "must be one line");
        }
        return text;
    }

    String text(String field, @Nullable String before) {
        JsonNode node = fields.take(field);
        if (!node.isMissingNode()) {
            return fields.text(field, node);
        }
        return before == null ? wrong(field, "is required", "") : before;
    }

    String line(String field, String before, int longest) {
        JsonNode node = fields.take(field);
        if (node.isMissingNode()) {
            return before;
        }
        if (node.isNull()) {
            return "";
        }
        String text = node.isTextual() ? node.textValue().strip() : "\n";
        if (!Texts.isLine(text, longest)) {
            return wrong(field, "must be one line of up to " + longest + " characters", before);
        }
        return text;
    }

    String passage(String field, String before, int longest) {
        JsonNode node = fields.take(field);
        if (node.isMissingNode()) {
            return before;
        }
        if (node.isNull()) {
            return "";
        }
        String text = node.isTextual() ? node.textValue().strip().replace("\r\n", "\n") : "\0";
        if (!Texts.isLine(text.replace("\n", ""), longest)) {
            return wrong(field, "must be a text of up to " + longest + " characters", before);
        }
        return text;
    }

    List<String> lines(String field, List<String> before, int most, int longest) {
        JsonNode node = fields.take(field);
        if (node.isMissingNode()) {
            return before;
        }
        if (node.isNull()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        node.forEach(item -> lines.add(item.isTextual() ? item.textValue().strip() : ""));
        boolean fit = lines.stream().noneMatch(line -> line.isEmpty() || !Texts.isLine(line, longest));
        if (!node.isArray() || lines.size() > most || !fit) {
            return wrong(
                    field,
                    "must be a list of up to " + most + " lines, each of 1 to " + longest + " characters",
                    before);
        }
        return lines;
    }

    private <T> T wrong(String field, String detail, T instead) {
        fields.wrong(field, detail);
        return instead;
    }
}
