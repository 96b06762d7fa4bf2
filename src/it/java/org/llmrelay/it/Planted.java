package org.llmrelay.it;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** All that was handed to the relay in these tests and must not show in its log. Thread-safe. */
final class Planted {
    private static final Set<String> SECRETS = ConcurrentHashMap.newKeySet();

    private Planted() {}

    static String remember(String secret) {
        SECRETS.add(secret);
        return secret;
    }

    /** A credential for an upstream that nobody else has. */
    static String credential() {
        return remember("sk-ant-api03-" + UUID.randomUUID());
    }

    static Set<String> all() {
        return Set.copyOf(SECRETS);
    }
}
