package org.llmrelay.signin;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.llmrelay.secret.Secret;

/** Hashes passwords slowly, with PBKDF2-HMAC-SHA512 and a salt each, and compares them in constant time. Thread-safe. */
public final class Passwords {
    /** As OWASP advises for SHA-512: about a fifth of a second of one core. */
    public static final int ITERATIONS = 210_000;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 512;
    private static final Pattern FORM =
            Pattern.compile("\\$pbkdf2-sha512\\$i=([0-9]{1,9})\\$([A-Za-z0-9_-]+)\\$([A-Za-z0-9_-]+)");

    private final int iterations;
    private final SecureRandom random = new SecureRandom();

    public Passwords(int iterations) {
        if (iterations < 1) {
            throw new IllegalArgumentException("password iterations: " + iterations + " (expected: >= 1)");
        }
        this.iterations = iterations;
    }

    public PasswordHash hash(Secret password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new PasswordHash(
                "$pbkdf2-sha512$i=" + iterations + "$" + text(salt) + "$" + text(derive(password, salt, iterations)));
    }

    /** @throws IllegalArgumentException when the hash is not of a form that this version knows */
    public boolean matches(Secret password, PasswordHash hash) {
        Matcher parts = partsOf(hash);
        byte[] salt = Base64.getUrlDecoder().decode(parts.group(2));
        byte[] expected = Base64.getUrlDecoder().decode(parts.group(3));
        return MessageDigest.isEqual(expected, derive(password, salt, Integer.parseInt(parts.group(1))));
    }

    /** Whether the hash should be made anew at the next chance: it was made at another cost than is asked for now. */
    public boolean isOutdated(PasswordHash hash) {
        return Integer.parseInt(partsOf(hash).group(1)) != iterations;
    }

    private static Matcher partsOf(PasswordHash hash) {
        Matcher parts = FORM.matcher(hash.text());
        if (!parts.matches()) {
            throw new IllegalArgumentException("password hash: unknown form (expected: $pbkdf2-sha512$i=…$salt$hash)");
        }
        return parts;
    }

    private static byte[] derive(Secret password, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password.reveal().toCharArray(), salt, iterations, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("PBKDF2WithHmacSHA512 is part of every JDK", e);
        } finally {
            spec.clearPassword();
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
