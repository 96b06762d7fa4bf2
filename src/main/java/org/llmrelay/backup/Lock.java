package org.llmrelay.backup;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.llmrelay.secret.Secret;
import org.llmrelay.secret.Vault;

/**
 * What a password and the head of a file give: one key for the file's blocks and one for the secrets inside. The head is 36 bytes: eight of name,
 * one of version, four of rounds (PBKDF2 with HMAC-SHA-256), 16 of salt, seven that all nonces begin with.
 */
final class Lock {
    /** As many rounds as are advised for PBKDF2 with SHA-256. */
    static final int USUAL_ROUNDS = 600_000;

    private static final int LEAST_ROUNDS = 1_000;
    private static final int MOST_ROUNDS = 5_000_000;
    private static final byte[] NAME = "LLMRELAY".getBytes(StandardCharsets.US_ASCII);
    private static final byte VERSION = 1;
    private static final int SALT_BYTES = 16;
    private static final int PREFIX_BYTES = 7;
    private static final int NONCE_BYTES = 12;
    private static final int KEY_BYTES = 32;
    private static final int TAG_BITS = 128;
    private static final int HEAD_BYTES = NAME.length + 1 + Integer.BYTES + SALT_BYTES + PREFIX_BYTES;

    private final byte[] head;
    private final SecretKeySpec blocks;
    private final Vault vault;

    private Lock(byte[] head, int rounds, Secret password) {
        int saltAt = NAME.length + 1 + Integer.BYTES;
        byte[] keys = derive(password, Arrays.copyOfRange(head, saltAt, saltAt + SALT_BYTES), rounds);
        this.head = head;
        this.blocks = new SecretKeySpec(keys, 0, KEY_BYTES, "AES");
        this.vault = new Vault(Secret.of(HexFormat.of().formatHex(keys, KEY_BYTES, keys.length)));
    }

    /** The lock of a new file. */
    static Lock fresh(Secret password, int rounds) {
        byte[] chance = new byte[SALT_BYTES + PREFIX_BYTES];
        new SecureRandom().nextBytes(chance);
        byte[] head = ByteBuffer.allocate(HEAD_BYTES)
                .put(NAME)
                .put(VERSION)
                .putInt(rounds)
                .put(chance)
                .array();
        return new Lock(head, rounds, password);
    }

    /** The lock of a file that is there. */
    static Lock read(DataInputStream file, Secret password) throws IOException {
        byte[] head = file.readNBytes(HEAD_BYTES);
        if (head.length < HEAD_BYTES || !Arrays.equals(NAME, Arrays.copyOf(head, NAME.length))) {
            throw new UnreadableBackupException("This is not a backup");
        }
        if (head[NAME.length] != VERSION) {
            throw new UnreadableBackupException(
                    "A backup of version " + head[NAME.length] + " (expected: " + VERSION + ")");
        }
        int rounds = ByteBuffer.wrap(head).getInt(NAME.length + 1);
        if (rounds < LEAST_ROUNDS || rounds > MOST_ROUNDS) {
            throw new UnreadableBackupException("The head of the backup is damaged");
        }
        return new Lock(head, rounds, password);
    }

    private static byte[] derive(Secret password, byte[] salt, int rounds) {
        PBEKeySpec spec = new PBEKeySpec(password.reveal().toCharArray(), salt, rounds, 2 * KEY_BYTES * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("PBKDF2 is part of every JDK", e);
        } finally {
            spec.clearPassword();
        }
    }

    byte[] head() {
        return head.clone();
    }

    /** Seals the secrets within the records. */
    Vault vault() {
        return vault;
    }

    byte[] seal(byte[] plain, int length, int number, boolean last) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, number, last).doFinal(plain, 0, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every JDK", e);
        }
    }

    /** @throws GeneralSecurityException when the block was changed, stood elsewhere, or the password is wrong */
    byte[] open(byte[] sealed, int number, boolean last) throws GeneralSecurityException {
        return cipher(Cipher.DECRYPT_MODE, number, last).doFinal(sealed);
    }

    // Number and end are part of the nonce: blocks cannot be moved, left out or cut off unseen.
    private Cipher cipher(int mode, int number, boolean last) throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(NONCE_BYTES)
                .put(head, HEAD_BYTES - PREFIX_BYTES, PREFIX_BYTES)
                .putInt(number)
                .put((byte) (last ? 1 : 0))
                .array();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, blocks, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(head);
        return cipher;
    }
}
