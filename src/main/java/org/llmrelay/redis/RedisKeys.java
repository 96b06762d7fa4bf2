package org.llmrelay.redis;

import org.llmrelay.usage.Slice;

/**
 * The name of every Redis key and channel. What is between braces is the hash tag: keys that share it live in one slot of a cluster. Sessions,
 * probes, late calls and refusals end by a time to live that their callers name; everything else stays.
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

    /** Hash: id of a key to what keys are searched by. */
    static final String KEY_LABELS = "relay:{keys}:labels";

    /** Hash: id of a deleted key to what it needs to come back. */
    static final String KEYS_DELETED = "relay:{keys}:deleted";

    /** Hash: id of a key to the hash of its secret link. */
    static final String KEY_LINKS = "relay:{keys}:links";

    /** Hash: id of a key to the millisecond of its first use, where that counts. */
    static final String KEY_FIRST_USES = "relay:{keys}:first-uses";

    /** Hash: id to what another relay hashed keys with. */
    static final String FOREIGN_HASHING = "relay:{keys}:foreign-hashing";

    /** Hash: id of an account to its record. */
    static final String ACCOUNT_RECORDS = "relay:{accounts}:records";

    /** Hash: id of a named proxy to its record. */
    static final String PROXY_RECORDS = "relay:{accounts}:proxies";

    /** Hash: {@code <account>|<family>} to a cool-down. */
    static final String STANDINGS = "relay:{accounts}:standings";

    /** Hash: id of a group of accounts to its record. */
    static final String GROUPS = "relay:{accounts}:groups";

    /** Hash: id of an account to what its provider says of its quota. */
    static final String QUOTAS = "relay:{accounts}:quotas";

    /** Hash: id of an account to its version, a bar and its sign-in. */
    static final String CREDENTIALS = "relay:{accounts}:credentials";

    /** Hash: id of an account to how the renewal of its sign-in stands. */
    static final String RENEWALS = "relay:{accounts}:renewals";

    /** Hash: model to the price that an operator has set. */
    static final String PRICE_OVERRIDES = "relay:{prices}:overrides";

    /** Sorted set: models without a price, by the millisecond at which they were called last. */
    static final String UNPRICED_MODELS = "relay:{prices}:unpriced";

    /** Stream: what operators changed. */
    static final String AUDIT_LOG = "relay:{audit}:log";

    /** Hash: name of what an operator has set to its value. */
    static final String SETTINGS = "relay:{settings}:values";

    /** Hash: name of a user to its record. */
    static final String USER_RECORDS = "relay:{users}:records";

    /** Sorted set: nodes by the millisecond at which they were last heard. */
    static final String NODES = "relay:{nodes}:alive";

    /** Hash: node to {@code <ms until which it holds>;<account>=<calls>,...}, the calls on accounts without limits. */
    static final String RUNNING = "relay:{nodes}:running";

    /** Hash: id of a key to the entry of its ledger that was counted last. */
    static final String COUNTED = "relay:{usage}:cursors";

    private RedisKeys() {}

    /**
     * Hash: what stands about a key. {@code #}: how many calls are in. {@code ~<call>}: the ticket of each. {@code @}: the meters of all limits, as the scripts pack them.
     * {@code s<place>}: the account of a session, see {@link SessionPlace}.
     * {@code <yyyy-mm-dd>|<model>}: sums, by the operator's days.
     */
    static String book(String key) {
        return "relay:{key:" + key + "}:book";
    }

    /** Hash with a time to live: a sign-in that somebody has begun. */
    static String pendingSignIn(String id) {
        return "relay:{sign-in:" + id + "}:pending";
    }

    /** String with a time to live: stands when a call that passed while Redis was away has been let in after all. */
    static String late(String key, String call) {
        return "relay:{key:" + key + "}:late:" + call;
    }

    /** Stream: the entries of a key. */
    static String ledger(String key) {
        return "relay:{key:" + key + "}:ledger";
    }

    /** Hash: entry of a key's ledger to what its call is charged since it was corrected. */
    static String corrections(String key) {
        return "relay:{key:" + key + "}:corrections";
    }

    /** Hash: what was counted in a slice, by key or by all else; ends as the slice says. See {@link UsageTable}. */
    static String counters(Slice slice, boolean ofKeys) {
        return "relay:{usage}:" + slice.grain().code() + ":" + slice.name() + (ofKeys ? ":keys" : ":rest");
    }

    /** Sorted set: {@code <key>|<entry>} of the calls that arrived in an hour, by the millisecond; ends with the ledgers. */
    static String arrivals(Slice hour) {
        return "relay:{usage}:calls:" + hour.name();
    }

    /** Hash with a time to live: the list of prices that was loaded from a source, and its digest. */
    static String loadedPrices(String source) {
        return "relay:{prices}:loaded:" + source;
    }

    /** String with a time to live: the node that has taken on a piece of work. */
    static String claim(String work) {
        return "relay:claims:" + work;
    }

    /** Stream with a time to live: what a key was refused last. */
    static String refusals(String key) {
        return "relay:{key:" + key + "}:refusals";
    }

    /** String with a time to live: what limits an account, and the calls that are in; see {@code take_lease}. */
    static String accountBook(String account) {
        return "relay:{acct:" + account + "}:book";
    }

    /** List: the last steps of an account from state to state, newest first. */
    static String history(String account) {
        return "relay:{accounts}:history:" + account;
    }

    /** List: what the last checks of an account have found, newest first. */
    static String checks(String account) {
        return "relay:{accounts}:checks:" + account;
    }

    /** String with a time to live: stands while somebody has the probe. */
    static String probe(String account, String family) {
        return "relay:{acct:" + account + "}:probe:" + family;
    }

    /** Set: keys whose calls a node has let in. */
    static String keysOf(String node) {
        return "relay:{nodes}:keys:" + node;
    }

    /** String: what the calls under way on a node had told when it last said so. */
    static String journal(String node) {
        return "relay:{nodes}:journal:" + node;
    }

    /** String with a time to live: stands while some node settles the calls of this one, which is lost. */
    static String reaping(String node) {
        return "relay:{nodes}:reaping:" + node;
    }
}
