package org.llmrelay.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Seals secrets for storage with AES-256-GCM, bound to the record and field they belong to, so that a sealed text copied elsewhere does not
 * open. A sealed text reads {@code v1.<key id>.<base64url of nonce and ciphertext>}. The key ring has one master that seals, and former ones that
 * still open what they sealed. Thread-safe.
 */
public final class Vault {
    private static final String FORM = "v1";
    private static final int PARTS = 3;

    private final VaultKey current;
    private final Map<String, VaultKey> ring = new LinkedHashMap<>();
    private final SecureRandom random = new SecureRandom();

    /** {@code master} is any text of 32 characters or more; every key in use is derived from it by purpose. */
    public Vault(Secret master) {
        this(master, List.of());
    }

    /** @param former masters that were used before, and only open */
    public Vault(Secret master, List<Secret> former) {
        this.current = new VaultKey(master);
        Stream.concat(Stream.of(current), former.stream().map(VaultKey::new)).forEach(key -> ring.put(key.id(), key));
    }

    /** {@code binding} names record and field, such as {@code account/a1/api_key}. */
    public String seal(Secret secret, String binding) {
        try {
            byte[] sealed = current.seal(secret.reveal().getBytes(StandardCharsets.UTF_8), binding, random);
            return FORM + "." + current.id() + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every JDK", e);
        }
    }

    /** @throws IllegalArgumentException when the text was sealed with a key that is not in the ring, for another place, or was changed */
    public Secret open(String sealed, String binding) {
        String[] parts = sealed.split("\\.", -1);
        if (parts.length != PARTS || !parts[0].equals(FORM)) {
            throw new IllegalArgumentException("sealed secret: unknown form (expected: v1.<key id>.<text>)");
        }
        VaultKey key = ring.get(parts[1]);
        if (key == null) {
            throw new IllegalArgumentException(
                    "sealed secret: key " + parts[1] + " is not in the key ring (expected: one of " + keyIds() + ")");
        }
        try {
            byte[] text = key.open(Base64.getUrlDecoder().decode(parts[2]), binding);
            return Secret.of(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("sealed secret: cannot be opened for " + binding, e);
        }
    }

    /** Whether a sealed text was sealed with the key that seals now. */
    public boolean isCurrent(String sealed) {
        return sealed.startsWith(FORM + "." + current.id() + ".");
    }

    /** The names of the keys in the ring, the one that seals first: eight hexadecimal digits each. */
    public List<String> keyIds() {
        return List.copyOf(ring.keySet());
    }

    /** A 32-byte key for one purpose, the same on every node that has the same master. */
    public byte[] derive(String purpose) {
        return current.derive(purpose);
    }

    /** The keys for one purpose that the former masters gave. */
    public List<byte[]> deriveFormer(String purpose) {
        return ring.values().stream()
                .filter(key -> !key.id().equals(current.id()))
                .map(key -> key.derive(purpose))
                .toList();
    }
}
