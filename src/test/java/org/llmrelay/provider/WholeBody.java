package org.llmrelay.provider;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.upstream.BodyReader;

/** Reads a body to its end. */
public final class WholeBody implements BodyReader {
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private boolean ended;

    @Override
    public void bytes(ByteBuffer chunk) {
        byte[] copy = new byte[chunk.remaining()];
        chunk.get(copy);
        all.writeBytes(copy);
    }

    @Override
    public void end() {
        ended = true;
    }

    @Override
    public void broke(UpstreamFault fault) {
        throw new AssertionError(fault.code());
    }

    /** All of it. */
    public String text() {
        if (!ended) {
            throw new AssertionError("the body has not ended: " + all);
        }
        return all.toString(StandardCharsets.UTF_8);
    }
}
