package org.llmrelay.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.llmrelay.secret.Secret;

/** Makes the texts of keys and hashes them. Thread-safe. */
public final class KeyMint {
    private static final String PREFIX = "cr_";
    private static final int RANDOM_BYTES = 32;

    private final SecretKeySpec hashing;
    private final SecureRandom random = new SecureRandom();

    /** {@code hashingKey}: 32 bytes that no store holds, the same on every node. */
    public KeyMint(byte[] hashingKey) {
        this.hashing = new SecretKeySpec(hashingKey, "HmacSHA256");
    }

    /** A new text: {@code cr_} and 256 bits of chance. */
    public Secret mint() {
        byte[] chance = new byte[RANDOM_BYTES];
        random.nextBytes(chance);
        return Secret.of(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(chance));
    }

    public KeyHash hash(Secret text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(hashing);
            return new KeyHash(
                    HexFormat.of().formatHex(mac.doFinal(text.reveal().getBytes(StandardCharsets.UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }
}
