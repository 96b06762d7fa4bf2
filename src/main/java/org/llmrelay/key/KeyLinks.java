package org.llmrelay.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.stream.Stream;
import org.llmrelay.secret.Secret;

/**
 * Secret links: texts that show what a key has used, and that nobody can call with. Throws {@link org.llmrelay.failure.StoreUnavailableException} when the
 * store is away. Thread-safe.
 */
public final class KeyLinks {
    private static final String PREFIX = "cl_";
    private static final char BETWEEN = '.';

    private final Links links;
    private final Keys keys;
    private final KeyMint mint;

    public KeyLinks(Links links, Keys keys, KeyMint mint) {
        this.links = links;
        this.keys = keys;
        this.mint = mint;
    }

    /** A new text for a key's link: the only time that anybody sees it. The one before opens nothing any more. */
    public Secret make(String key) {
        Secret text = Secret.of(mint.mint(PREFIX).reveal() + BETWEEN + key);
        links.save(key, mint.hash(text));
        return text;
    }

    public boolean isMade(String key) {
        return links.find(key).isPresent();
    }

    /** Returns whether there was a link. */
    public boolean revoke(String key) {
        return links.delete(key);
    }

    /** Whether a text looks like a link's. */
    public static boolean isLink(Secret text) {
        return text.reveal().startsWith(PREFIX);
    }

    /** The key that a text shows, if it shows one. */
    public Optional<ApiKey> open(Secret text) {
        int end = text.reveal().indexOf(BETWEEN);
        if (end < 0) {
            return Optional.empty();
        }
        String key = text.reveal().substring(end + 1);
        return links.find(key).filter(hash -> isOf(text, hash)).flatMap(hash -> keys.find(key));
    }

    private boolean isOf(Secret text, KeyHash stored) {
        return Stream.concat(Stream.of(mint.hash(text)), mint.formerHashes(text).stream())
                .anyMatch(hash -> MessageDigest.isEqual(bytes(hash), bytes(stored)));
    }

    private static byte[] bytes(KeyHash hash) {
        return hash.hex().getBytes(StandardCharsets.US_ASCII);
    }
}
