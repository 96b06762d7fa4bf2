package org.llmrelay.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.llmrelay.secret.Secret;

/** Makes the texts of keys and hashes them. Thread-safe. */
public final class KeyMint {
    private static final String PREFIX = "cr_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int RANDOM_BYTES = 32;

    private final SecretKeySpec hashing;
    private final List<SecretKeySpec> former;
    private final SecureRandom random = new SecureRandom();

    /** {@code hashingKey}: 32 bytes that no store holds, the same on every node. */
    public KeyMint(byte[] hashingKey) {
        this(hashingKey, List.of());
    }

    /** @param former hashing keys that were used before: keys hashed with them are still known */
    public KeyMint(byte[] hashingKey, List<byte[]> former) {
        this.hashing = new SecretKeySpec(hashingKey, ALGORITHM);
        this.former =
                former.stream().map(key -> new SecretKeySpec(key, ALGORITHM)).toList();
    }

    /** A new text: {@code cr_} and 256 bits of chance. */
    public Secret mint() {
        byte[] chance = new byte[RANDOM_BYTES];
        random.nextBytes(chance);
        return Secret.of(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(chance));
    }

    public KeyHash hash(Secret text) {
        return hash(text, hashing);
    }

    /** The hashes that the text had under former hashing keys. */
    public List<KeyHash> formerHashes(Secret text) {
        return former.stream().map(key -> hash(text, key)).toList();
    }

    private static KeyHash hash(Secret text, SecretKeySpec hashing) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(hashing);
            return new KeyHash(
                    HexFormat.of().formatHex(mac.doFinal(text.reveal().getBytes(StandardCharsets.UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }
}
