package org.llmrelay.moving;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One record of another relay. Its fields may be texts, as they lie in Redis, or what the texts mean; lists and objects may be JSON within a text. Throws
 * {@link Obstacle} where a field means nothing; the message does not repeat the field's text, which may be a secret.
 */
record ForeignRecord(JsonNode fields) {
    static final JsonMapper MAPPER = new JsonMapper();
    private static final int MICRO_PLACES = 6;
    private static final long MOST_SECONDS = 100_000_000_000L;
    private static final BigDecimal MOST = BigDecimal.valueOf(1L << 53);

    /** Some exports group fields, and write them in small letters with lines between words. */
    static ForeignRecord flat(JsonNode node) {
        ObjectNode flat = MAPPER.createObjectNode();
        for (String part : List.of("extra", "credentials")) {
            node.path(part).properties().forEach(field -> flat.set(camel(field.getKey()), field.getValue()));
        }
        node.properties().forEach(field -> flat.set(field.getKey(), field.getValue()));
        return new ForeignRecord(flat);
    }

    private static String camel(String name) {
        StringBuilder camel = new StringBuilder();
        for (String word : name.split("_", -1)) {
            boolean isFirst = camel.isEmpty() || word.isEmpty();
            camel.append(isFirst ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return camel.toString();
    }

    String id() {
        return text("id");
    }

    /** The first of some fields that says something; empty where none does. */
    String text(String... names) {
        for (String name : names) {
            JsonNode node = fields.path(name);
            String text = node.isValueNode() && !node.isNull() ? node.asText().strip() : "";
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    boolean has(String field) {
        return !text(field).isEmpty();
    }

    boolean flag(String field, boolean missing) {
        String text = text(field);
        return text.isEmpty() ? missing : text.equals("true") || text.equals("1");
    }

    /** A whole number of at least 0; 0 where there is none. */
    long whole(String field) {
        return number(field, text(field)).setScale(0, RoundingMode.CEILING).longValueExact();
    }

    /** US dollars as micro-dollars; 0 where there are none. */
    long money(String field) {
        return number(field, text(field))
                .movePointRight(MICRO_PLACES)
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    static BigDecimal number(String field, String text) {
        try {
            BigDecimal number = text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
            // Compared before anything is expanded: a text may be short, and its number long.
            if (number.signum() >= 0 && number.compareTo(MOST.movePointLeft(MICRO_PLACES)) <= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new Obstacle(Remark.NO_NUMBER.of(field));
    }

    /** A time as ISO 8601 has it, or counted in seconds or milliseconds. */
    Optional<Instant> time(String field) {
        String text = text(field);
        if (text.isEmpty() || text.equals("0")) {
            return Optional.empty();
        }
        try {
            return Optional.of(text.matches("\\d{1,15}") ? counted(Long.parseLong(text)) : iso(text));
        } catch (DateTimeException e) {
            throw new Obstacle(Remark.NO_TIME.of(field));
        }
    }

    private static Instant counted(long number) {
        return number < MOST_SECONDS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
    }

    private static Instant iso(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    /** A list of texts; a text that is no JSON is a list of one. */
    List<String> texts(String field) {
        JsonNode node = json(field);
        List<String> texts = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(item -> texts.add(item.asText().strip()));
        } else if (!node.isObject() && has(field)) {
            texts.add(text(field));
        }
        texts.removeIf(String::isEmpty);
        return texts;
    }

    /** An object or a list, or a missing node. */
    JsonNode json(String field) {
        JsonNode node = fields.path(field);
        return node.isContainerNode() ? node : parsed(field, text(field));
    }

    /** What a text holds that is an object or a list, or a missing node. */
    static JsonNode parsed(String field, String text) {
        try {
            return text.startsWith("[") || text.startsWith("{") ? MAPPER.readTree(text) : MissingNode.getInstance();
        } catch (JsonProcessingException e) {
            // The parser's message quotes the text.
            throw new Obstacle(Remark.NO_JSON.of(field));
        }
    }

    /** Hides what it holds. */
    @Override
    public String toString() {
        return "record " + id();
    }
}
