package org.llmrelay.wire.openai;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** OpenAI has no event that means nothing, so a comment keeps a stream alive: clients step over those. */
final class Pings {
    private static final ByteBuffer COMMENT =
            ByteBuffer.wrap(": ping\n\n".getBytes(StandardCharsets.US_ASCII)).asReadOnlyBuffer();

    private Pings() {}

    static ByteBuffer comment() {
        return COMMENT.duplicate();
    }
}
