package org.llmrelay.moving;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.llmrelay.secret.Secret;

/**
 * The port to the other relay's Redis: it only reads. Throws {@link org.llmrelay.failure.StoreUnavailableException} when that is away. Confined to one
 * thread.
 */
public interface OtherStore extends AutoCloseable {

    /** Names of all keys that begin so. */
    Set<String> keys(String prefix);

    /** The fields of a hash; none where there is no hash of that name. */
    Map<String, String> hash(String key);

    /** A string, where there is one of that name. */
    Optional<String> text(String key);

    /** The members of a set; none where there is no set of that name. */
    Set<String> members(String key);

    boolean exists(String key);

    @Override
    void close();

    /** Reaches such a Redis. */
    interface Finder {

        /**
         * @param url a Redis URL, which may hold a password
         * @throws IllegalArgumentException when it is no such URL; the message does not repeat it
         */
        OtherStore open(Secret url);
    }
}
