package org.llmrelay.translation.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.translation.Trees;

/** Google's own schemas as JSON schemas: they write types in capitals. */
final class Schemas {
    private Schemas() {}

    static @Nullable JsonNode plain(@Nullable JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            ObjectNode plain = Trees.object();
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                boolean isType =
                        member.getKey().equals("type") && member.getValue().isTextual();
                plain.set(
                        member.getKey(),
                        isType
                                ? plain.textNode(member.getValue().textValue().toLowerCase(Locale.ROOT))
                                : plain(member.getValue()));
            }
            return plain;
        }
        if (schema instanceof ArrayNode array) {
            ArrayNode plain = array.arrayNode();
            array.forEach(one -> plain.add(plain(one)));
            return plain;
        }
        return schema;
    }
}
