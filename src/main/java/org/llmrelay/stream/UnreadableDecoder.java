package org.llmrelay.stream;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Bytes in a coding that nobody here knows. */
final class UnreadableDecoder implements BodyDecoder {

    @Override
    public void decode(ByteBuffer encoded, Consumer<ByteBuffer> plain) {
        encoded.position(encoded.limit());
    }

    @Override
    public void end(Consumer<ByteBuffer> plain) {}

    @Override
    public boolean isLive() {
        return false;
    }

    @Override
    public boolean canRead() {
        return false;
    }
}
