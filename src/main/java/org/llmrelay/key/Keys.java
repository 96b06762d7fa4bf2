package org.llmrelay.key;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The port that stores keys. {@link #byHash} is answered from memory where it can be, misses included; a change on one node is seen by all within a
 * moment. Throws {@link org.llmrelay.failure.StoreUnavailableException} where the store is needed and away. Thread-safe.
 */
public interface Keys {
    /** How long a deleted key can be restored. */
    Duration KEPT = Duration.ofDays(30);

    /** The lookup of every call. */
    Optional<ApiKey> byHash(KeyHash hash);

    Optional<ApiKey> find(String id);

    /** What all keys are found by, newest first; answered from memory while nothing has changed. */
    List<KeyLabel> labels();

    long count();

    /** Creates or replaces; a changed hash makes the old one unknown in the same step. When it was first used stays as it is. */
    void save(ApiKey key);

    /** Makes a key known by another hash and unknown by the one that it has; changes nothing else of it, and nothing where that has been done already. */
    void rehash(ApiKey key, KeyHash hash);

    /** The same for many keys, in few round trips. Not one step: when the store goes away meanwhile, some are saved. */
    void saveAll(List<ApiKey> keys);

    /** Those of some keys that are there, in the order of their ids; one round trip. */
    List<ApiKey> findAll(List<String> ids);

    /**
     * Notes when a key was first used, unless that is known: of any number of calls on any nodes one sets the time.
     *
     * @param now cut to milliseconds
     * @return when it was first used, or nothing when there is no such key
     */
    Optional<Instant> activate(ApiKey key, Instant now);

    /** Keys with a service that is bound to an account or a group, newest first. */
    List<ApiKey> boundTo(String place);

    /** Makes a key unknown at once; its ledger and totals stay. It can be restored for {@link #KEPT}. Returns whether it was there. */
    boolean delete(String id);

    /** The keys that can be restored, those first that were deleted last. */
    List<Deleted> deleted();

    /** Makes a deleted key known again, as it was. Returns whether it could be. */
    boolean restore(String id);

    /** Takes a deleted key away for good. Returns whether it was there. */
    boolean erase(String id);

    /** A key that can be restored. */
    record Deleted(ApiKey key, Instant at) {}
}
