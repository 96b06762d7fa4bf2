package org.llmrelay.redis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads hashes as scripts return them. */
final class Flat {
    private Flat() {}

    /** Fields and values one after the other. */
    static Map<String, String> map(Object answer) {
        List<?> flat = (List<?>) answer;
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            map.put((String) flat.get(i), (String) flat.get(i + 1));
        }
        return map;
    }
}
