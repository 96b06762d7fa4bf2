package org.llmrelay.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.llmrelay.secret.Secret;

/** Makes the texts of keys and hashes them. Thread-safe. */
public final class KeyMint {
    private static final String PREFIX = "cr_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int RANDOM_BYTES = 32;

    private final Mac hashing;
    private final List<Mac> former;
    private final ForeignHashing foreign;
    private final SecureRandom random = new SecureRandom();

    /** {@code hashingKey}: 32 bytes that no store holds, the same on every node. */
    public KeyMint(byte[] hashingKey) {
        this(hashingKey, List.of());
    }

    /** @param former hashing keys that were used before: keys hashed with them are still known */
    public KeyMint(byte[] hashingKey, List<byte[]> former) {
        this(hashingKey, former, ForeignHashing.NONE);
    }

    /** @param foreign what other relays hashed keys with that were brought in: these are known, too */
    public KeyMint(byte[] hashingKey, List<byte[]> former, ForeignHashing foreign) {
        this.hashing = mac(hashingKey);
        this.former = former.stream().map(KeyMint::mac).toList();
        this.foreign = foreign;
    }

    /** A new text: {@code cr_} and 256 bits of chance. */
    public Secret mint() {
        return mint(PREFIX);
    }

    /** A new text of another kind. */
    Secret mint(String prefix) {
        byte[] chance = new byte[RANDOM_BYTES];
        random.nextBytes(chance);
        return Secret.of(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(chance));
    }

    public KeyHash hash(Secret text) {
        return hash(text, hashing);
    }

    /** The hashes that the text had under former hashing keys, and at relays that keys were brought in from. */
    public List<KeyHash> formerHashes(Secret text) {
        return Stream.concat(
                        former.stream().map(mac -> hash(text, mac)),
                        foreign.secrets().stream().map(secret -> foreignHash(text, secret)))
                .toList();
    }

    private static KeyHash foreignHash(Secret text, Secret secret) {
        try {
            byte[] both = (text.reveal() + secret.reveal()).getBytes(StandardCharsets.UTF_8);
            return new KeyHash(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(both)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    /** One that is never used itself: looking for an algorithm at each call costs more than to copy what was found. */
    private static Mac mac(byte[] hashingKey) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(hashingKey, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    private static KeyHash hash(Secret text, Mac hashing) {
        try {
            Mac mac = (Mac) hashing.clone();
            return new KeyHash(
                    HexFormat.of().formatHex(mac.doFinal(text.reveal().getBytes(StandardCharsets.UTF_8))));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's HmacSHA256 can be copied", e);
        }
    }
}
