package org.llmrelay.translation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON as trees, for requests and for single events. Thread-safe. */
public final class Trees {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    // Strangers choose the names: these must not stay in the table of the whole process.
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(500)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .build();

    private Trees() {}

    /** The tree of a document, or nothing where it is none. */
    public static Optional<JsonNode> read(byte[] json) {
        try {
            return Optional.ofNullable(JSON.readTree(json)).filter(JsonNode::isObject);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** As {@link #read(byte[])}, of what remains in a buffer, which stays as it is; a node without members where it is no object. */
    public static JsonNode read(ByteBuffer json) {
        byte[] bytes = new byte[json.remaining()];
        json.get(json.position(), bytes);
        return read(bytes).orElseGet(JSON::createObjectNode);
    }

    /** The tree of any value, or nothing where the text is not JSON. */
    public static Optional<JsonNode> value(String json) {
        try {
            return Optional.of(JSON.readTree(json)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    public static byte[] bytes(JsonNode tree) {
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree cannot be written as JSON", e);
        }
    }

    /** A text as a JSON string, quotes included. */
    public static String quoted(@Nullable String text) {
        return text == null
                ? "null"
                : '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    /** Sets a member where there is something to set. */
    public static void put(ObjectNode object, String member, @Nullable JsonNode value) {
        if (value != null) {
            object.set(member, value);
        }
    }

    /** The text of a member, or null where it is no text. */
    public static @Nullable String text(JsonNode object, String member) {
        JsonNode value = object.path(member);
        return value.isTextual() ? value.textValue() : null;
    }

    /** The truth of a member, or null where it is none. */
    public static @Nullable Boolean truth(JsonNode object, String member) {
        JsonNode value = object.path(member);
        return value.isBoolean() ? value.booleanValue() : null;
    }

    /** A member, or null where it is not there or is JSON's null. */
    public static @Nullable JsonNode member(JsonNode object, String member) {
        JsonNode value = object.get(member);
        return value == null || value.isNull() ? null : value;
    }

    /** A member that is a number, or null. */
    public static @Nullable JsonNode number(JsonNode object, String member) {
        JsonNode value = object.path(member);
        return value.isNumber() ? value : null;
    }
}
