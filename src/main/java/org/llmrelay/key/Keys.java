package org.llmrelay.key;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The port that stores keys. {@link #byHash} is answered from memory where it can be, misses included; a change on one node is seen by all within a
 * moment. Throws {@link org.llmrelay.failure.StoreUnavailableException} where the store is needed and away. Thread-safe.
 */
public interface Keys {

    /** The lookup of every call. */
    Optional<ApiKey> byHash(KeyHash hash);

    Optional<ApiKey> find(String id);

    /** Keys by age, newest first; {@code offset} is zero-based. */
    List<ApiKey> page(int offset, int size);

    long count();

    /** The keys that are wanted, by age, newest first, and how many there are in all; {@code offset} is zero-based. */
    Found search(Wanted wanted, int offset, int size);

    /** A part of a list of keys, and how long all of it is. */
    record Found(List<ApiKey> keys, long total) {
        public Found {
            keys = List.copyOf(keys);
        }
    }

    /**
     * Which keys are wanted: those that fit everything that is given.
     *
     * @param tag one of their tags, or null
     * @param enabled whether they are switched on, or null
     * @param name a part of their name, in upper or lower case, or null
     */
    record Wanted(
            @Nullable String tag,
            @Nullable Boolean enabled,
            @Nullable String name) {

        public boolean isEverything() {
            return tag == null && enabled == null && name == null;
        }

        public boolean fits(String itsName, boolean isEnabled, List<String> itsTags) {
            return (tag == null || itsTags.contains(tag))
                    && (enabled == null || enabled == isEnabled)
                    && (name == null || lower(itsName).contains(lower(name)));
        }

        private static String lower(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    }

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

    /** Returns whether it was there. Its ledger and totals stay. */
    boolean delete(String id);
}
