package org.llmrelay.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.llmrelay.limit.Gate.Session;

/**
 * Where the account of a session stands in the book of its key. A book has a thousand places for sessions; each session has two of them, and takes
 * the one that is free, or is free sooner. Immutable.
 *
 * @param fingerprint of the session: callers choose ids, and they may be long
 * @param fields its two places
 */
record SessionPlace(String fingerprint, List<String> fields) {
    private static final int PLACES = 1024;
    private static final int FINGERPRINT_BYTES = 12;
    private static final int SAMPLES = 8;

    static SessionPlace of(Session session) {
        byte[] digest = digest(session.id() + '\0' + session.family());
        ByteBuffer rest = ByteBuffer.wrap(digest, FINGERPRINT_BYTES, digest.length - FINGERPRINT_BYTES);
        return new SessionPlace(
                HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES),
                List.of(field(rest.getInt()), field(rest.getInt())));
    }

    /** Some places by chance, the same for the same call: they are cleared of sessions that are over. */
    static List<String> samples(String call) {
        ByteBuffer chance = ByteBuffer.wrap(digest(call));
        List<String> samples = new ArrayList<>(SAMPLES);
        for (int i = 0; i < SAMPLES; i++) {
            samples.add(field(chance.getInt()));
        }
        return samples;
    }

    private static String field(int number) {
        return "s" + Math.floorMod(number, PLACES);
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
