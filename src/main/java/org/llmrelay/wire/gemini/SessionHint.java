package org.llmrelay.wire.gemini;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Body;
import org.llmrelay.call.Span;

/**
 * What tells one conversation from others: {@code session:} and the id that the client gives it, else {@code prefix:} and a hash of how the conversation
 * begins, which is what Google's own cache goes by. Thread-safe.
 */
final class SessionHint {
    /** Anything longer is no id; it would only make long keys in the store. */
    private static final int LONGEST_ID = 128;

    private static final int HASH_BYTES = 16;

    private SessionHint() {}

    static @Nullable String of(RequestScan scan, Body body) {
        String id = scan.sessionId();
        if (id != null && !id.isBlank() && id.length() <= LONGEST_ID) {
            return "session:" + id.strip();
        }
        Span first = scan.firstContent();
        Span system = scan.systemInstruction();
        // A single question without instructions is rarely the beginning of something.
        if (first == null || (system == null && scan.contents() < 2)) {
            return null;
        }
        return "prefix:" + hash(body, system, first);
    }

    private static String hash(Body body, @Nullable Span system, Span first) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            if (system != null) {
                digest.update(body.array(), system.start(), system.length());
            }
            digest.update(body.array(), first.start(), first.length());
            return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
