package org.llmrelay.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.llmrelay.limit.Gate.Session;

/**
 * The name of every Redis key and channel. What is between braces is the hash tag: keys that share it live in one slot of a cluster. Sessions
 * and probes end by a time to live that their callers name; everything else stays.
 */
final class RedisKeys {
    /** The channel on which nodes tell each other what has changed; see {@link Change}. */
    static final String CHANGES = "relay:changes";

    /** Hash: id of a key to its record. */
    static final String KEY_RECORDS = "relay:{keys}:records";

    /** Hash: hash of a key to its id. */
    static final String KEYS_BY_HASH = "relay:{keys}:by-hash";

    /** Sorted set: id of a key by the millisecond of its creation. */
    static final String KEYS_BY_CREATION = "relay:{keys}:by-creation";

    /** Hash: id of a key to the millisecond of its first use, where that counts. */
    static final String KEY_FIRST_USES = "relay:{keys}:first-uses";

    /** Hash: id of an account to its record. */
    static final String ACCOUNT_RECORDS = "relay:{accounts}:records";

    /** Hash: {@code <account>|<family>} to a cool-down. */
    static final String STANDINGS = "relay:{accounts}:standings";

    /** Hash: name of a user to its record. */
    static final String USER_RECORDS = "relay:{users}:records";

    /** How many entries of a key's ledger are kept, roughly: Redis drops whole nodes of the stream. */
    static final int LEDGER_ENTRIES = 10_000;

    private static final int AFFINITY_BYTES = 16;

    private RedisKeys() {}

    /** Sorted set: calls of a key that are in, by the millisecond at which their slot runs out. */
    static String tickets(String key) {
        return "relay:{key:" + key + "}:tickets";
    }

    /** String with a time to live: the account that a session of a key went to last. */
    static String affinity(String key, Session session) {
        return "relay:{key:" + key + "}:affinity:" + fingerprint(session.id() + '\0' + session.family());
    }

    /** Stream: the entries of a key. */
    static String ledger(String key) {
        return "relay:{key:" + key + "}:ledger";
    }

    /** Hash: {@code <yyyy-mm-dd>|<model>} to sums. */
    static String totals(String key) {
        return "relay:{key:" + key + "}:totals";
    }

    /** Sorted set: calls that run on an account, by the millisecond at which their slot runs out. */
    static String slots(String account) {
        return "relay:{acct:" + account + "}:slots";
    }

    /** String with a time to live: stands while somebody has the probe. */
    static String probe(String account, String family) {
        return "relay:{acct:" + account + "}:probe:" + family;
    }

    // Callers choose session ids, and they may be long.
    private static String fingerprint(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, AFFINITY_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
