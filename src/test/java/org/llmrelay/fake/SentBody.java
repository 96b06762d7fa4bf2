package org.llmrelay.fake;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps the beginning of what was sent, and the size and digest of all of it. Thread-safe for one writer; the digest is taken after the end. */
final class SentBody {
    static final int KEPT = 1024 * 1024;

    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
    private final AtomicLong size = new AtomicLong();
    private final MessageDigest digest = sha256();

    void add(byte[] bytes, int from, int length) {
        beginning.write(bytes, from, Math.min(length, KEPT - beginning.size()));
        digest.update(bytes, from, length);
        size.addAndGet(length);
    }

    byte[] beginning() {
        return beginning.toByteArray();
    }

    long size() {
        return size.get();
    }

    String digest() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's digests can be copied", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
