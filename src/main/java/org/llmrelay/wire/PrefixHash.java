package org.llmrelay.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.llmrelay.call.Body;
import org.llmrelay.call.Span;

/** Names a part of a body that a conversation keeps, so that its calls can be told from others'. */
public final class PrefixHash {
    private static final int BYTES = 16;

    private PrefixHash() {}

    /** 32 hexadecimal digits; the same for the same bytes. */
    public static String of(Body body, Span span) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(body.array(), span.start(), span.length());
            return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
