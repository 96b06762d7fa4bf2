package org.llmrelay.key;

import java.util.List;

/**
 * What people say of a key.
 *
 * @param description empty where there is none
 * @param owner whose key it is, or empty
 * @param tags words to find it by, in order and each once
 */
public record Profile(String name, String description, String owner, List<String> tags) {
    public Profile {
        tags = tags.stream().distinct().sorted().toList();
    }

    public static Profile named(String name) {
        return new Profile(name, "", "", List.of());
    }

    public Profile renamed(String other) {
        return new Profile(other, description, owner, tags);
    }
}
