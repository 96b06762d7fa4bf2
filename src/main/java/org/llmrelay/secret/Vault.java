package org.llmrelay.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets for storage with AES-256-GCM, bound to the record and field they belong to, so that a sealed text copied elsewhere does not
 * open. A sealed text reads {@code v1.<key id>.<base64url of nonce and ciphertext>}. Thread-safe.
 */
public final class Vault {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_ID_CHARS = 8;

    private final byte[] master;
    private final String keyId;
    private final SecretKeySpec sealing;
    private final SecureRandom random = new SecureRandom();

    /** {@code master} is any text of 32 characters or more; every key in use is derived from it by purpose. */
    public Vault(Secret master) {
        this.master = master.reveal().getBytes(StandardCharsets.UTF_8);
        if (this.master.length < 32) {
            throw new IllegalArgumentException("encryption key: " + this.master.length + " bytes (expected: >= 32)");
        }
        this.keyId = HexFormat.of().formatHex(derive("key-id")).substring(0, KEY_ID_CHARS);
        this.sealing = new SecretKeySpec(derive("sealing"), "AES");
    }

    /** {@code binding} names record and field, such as {@code account/a1/api_key}. */
    public String seal(Secret secret, String binding) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, secret.reveal().getBytes(StandardCharsets.UTF_8), binding);
        byte[] both = ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
        return "v1." + keyId + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(both);
    }

    /** @throws IllegalArgumentException when the text was sealed with another key, for another place, or was changed */
    public Secret open(String sealed, String binding) {
        String[] parts = sealed.split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals("v1")) {
            throw new IllegalArgumentException("sealed secret: unknown form (expected: v1.<key id>.<text>)");
        }
        if (!parts[1].equals(keyId)) {
            throw new IllegalArgumentException("sealed secret: key " + parts[1] + " (expected: " + keyId + ")");
        }
        byte[] both = Base64.getUrlDecoder().decode(parts[2]);
        byte[] nonce = Arrays.copyOf(both, NONCE_BYTES);
        byte[] text = run(Cipher.DECRYPT_MODE, nonce, Arrays.copyOfRange(both, NONCE_BYTES, both.length), binding);
        return Secret.of(new String(text, StandardCharsets.UTF_8));
    }

    /** A 32-byte key for one purpose, the same on every node that has the same master. */
    public byte[] derive(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(master, "HmacSHA256"));
            return mac.doFinal(("llm-relay/" + purpose).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    private byte[] run(int mode, byte[] nonce, byte[] text, String binding) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(binding.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("sealed secret: cannot be opened for " + binding, e);
        }
    }
}
