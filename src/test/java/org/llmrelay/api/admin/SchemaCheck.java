package org.llmrelay.api.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Checks JSON against the part of JSON Schema that our description uses. Confined to one thread. */
final class SchemaCheck {
    private static final Set<String> KNOWN = Set.of(
            "$ref",
            "type",
            "description",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "enum",
            "const",
            "oneOf",
            "format",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "default");

    private final JsonNode document;
    private final List<String> mistakes = new ArrayList<>();

    private SchemaCheck(JsonNode document) {
        this.document = document;
    }

    /** What in the value is not as the schema says; references are into the document. */
    static List<String> mistakes(JsonNode document, JsonNode schema, JsonNode value) {
        SchemaCheck check = new SchemaCheck(document);
        check.check("$", schema, value);
        return check.mistakes;
    }

    private void check(String at, JsonNode schema, JsonNode value) {
        schema.fieldNames().forEachRemaining(word -> expect(KNOWN.contains(word), at, "unknown word " + word));
        if (schema.has("$ref")) {
            check(at, document.at(schema.get("$ref").asText().substring(1)), value);
            return;
        }
        if (schema.has("oneOf")) {
            long fitting = stream(schema.get("oneOf"))
                    .filter(one -> mistakes(document, one, value).isEmpty())
                    .count();
            expect(fitting == 1, at, "fits " + fitting + " of oneOf");
            return;
        }
        expect(
                !schema.has("type") || types(schema.get("type")).stream().anyMatch(type -> isOf(type, value)),
                at,
                "type");
        expect(!schema.has("const") || schema.get("const").equals(value), at, "const");
        expect(!schema.has("enum") || stream(schema.get("enum")).anyMatch(value::equals), at, "enum");
        expect(
                !schema.has("minimum")
                        || !value.isNumber()
                        || value.asLong() >= schema.get("minimum").asLong(),
                at,
                "minimum");
        expect(
                !schema.has("format")
                        || value.isNull()
                        || isForm(schema.get("format").asText(), value.asText()),
                at,
                "format");
        value.properties().forEach(entry -> member(at, schema, entry.getKey(), entry.getValue()));
        schema.path("required").forEach(name -> expect(value.has(name.asText()), at, "lacks " + name.asText()));
        if (schema.has("items")) {
            value.forEach(item -> check(at + "[]", schema.get("items"), item));
        }
    }

    private void member(String at, JsonNode schema, String name, JsonNode value) {
        JsonNode others = schema.path("additionalProperties");
        if (schema.path("properties").has(name)) {
            check(at + "." + name, schema.get("properties").get(name), value);
        } else if (others.isObject()) {
            check(at + "." + name, others, value);
        } else {
            expect(!others.isBoolean() || others.asBoolean(), at, "unexpected " + name);
        }
    }

    private void expect(boolean holds, String at, String what) {
        if (!holds) {
            mistakes.add(at + ": " + what);
        }
    }

    private static List<String> types(JsonNode type) {
        return type.isArray() ? stream(type).map(JsonNode::asText).toList() : List.of(type.asText());
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> false;
        };
    }

    private static boolean isForm(String format, String text) {
        try {
            return switch (format) {
                case "date-time" -> Instant.parse(text).toString().equals(text);
                case "date" -> LocalDate.parse(text).toString().equals(text);
                default -> true;
            };
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
