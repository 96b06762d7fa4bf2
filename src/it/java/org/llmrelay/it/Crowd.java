package org.llmrelay.it;

import java.net.URI;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Jedis;

/** Keys in thousands. */
final class Crowd {
    private Crowd() {}

    /** All whose names have a text in them, at once: to delete each through the API would take longer than all tests here. */
    static void takeAway(String name) {
        try (Jedis redis = new Jedis(URI.create(System.getenv("RELAY_REDIS_URL")))) {
            List<String> crowd = redis.hgetAll("relay:{keys}:labels").entrySet().stream()
                    .filter(label -> label.getValue().contains(name))
                    .map(Map.Entry::getKey)
                    .toList();
            String[] ids = crowd.toArray(String[]::new);
            if (ids.length > 0) {
                redis.hdel("relay:{keys}:labels", ids);
                redis.hdel("relay:{keys}:records", ids);
                redis.zrem("relay:{keys}:by-creation", ids);
            }
        }
    }
}
