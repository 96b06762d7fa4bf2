package org.llmrelay.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** One master of the key ring, and all that is derived from it by purpose. Thread-safe. */
final class VaultKey {
    private static final int LEAST_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int ID_CHARS = 8;

    private final byte[] master;
    private final String id;
    private final SecretKeySpec sealing;

    VaultKey(Secret master) {
        this.master = master.reveal().getBytes(StandardCharsets.UTF_8);
        if (this.master.length < LEAST_BYTES) {
            throw new IllegalArgumentException("encryption key: " + this.master.length + " bytes (expected: >= 32)");
        }
        this.id = HexFormat.of().formatHex(derive("key-id")).substring(0, ID_CHARS);
        this.sealing = new SecretKeySpec(derive("sealing"), "AES");
    }

    /** Eight hexadecimal digits that tell nothing about the master. */
    String id() {
        return id;
    }

    byte[] derive(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(master, "HmacSHA256"));
            return mac.doFinal(("llm-relay/" + purpose).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    /** The nonce, and what was sealed. */
    byte[] seal(byte[] text, String binding, SecureRandom random) throws GeneralSecurityException {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, text, binding);
        return ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    byte[] open(byte[] nonceAndSealed, String binding) throws GeneralSecurityException {
        if (nonceAndSealed.length < NONCE_BYTES) {
            throw new GeneralSecurityException("shorter than a nonce");
        }
        byte[] nonce = Arrays.copyOf(nonceAndSealed, NONCE_BYTES);
        byte[] sealed = Arrays.copyOfRange(nonceAndSealed, NONCE_BYTES, nonceAndSealed.length);
        return run(Cipher.DECRYPT_MODE, nonce, sealed, binding);
    }

    private byte[] run(int mode, byte[] nonce, byte[] text, String binding) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(binding.getBytes(StandardCharsets.UTF_8));
        return cipher.doFinal(text);
    }
}
