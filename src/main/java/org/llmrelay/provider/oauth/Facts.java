package org.llmrelay.provider.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** Gathers what is told about an account, as short lines. Confined to one thread. */
public final class Facts {
    private static final int LONGEST = 200;

    private final Map<String, String> facts = new TreeMap<>();

    /** Adds a fact if the node is a text of one short line, or a flag. */
    public Facts add(String name, JsonNode node) {
        String text = node.isBoolean()
                ? Boolean.toString(node.asBoolean())
                : node.asText("").strip();
        boolean isLine = text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
        if (!text.isEmpty() && isLine) {
            facts.put(name, text);
        }
        return this;
    }

    public Map<String, String> all() {
        return Map.copyOf(facts);
    }
}
