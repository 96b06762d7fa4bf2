package org.llmrelay.stream;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Bytes that are plain already. */
final class IdentityDecoder implements BodyDecoder {

    @Override
    public void decode(ByteBuffer encoded, Consumer<ByteBuffer> plain) {
        if (encoded.hasRemaining()) {
            plain.accept(encoded.slice());
            encoded.position(encoded.limit());
        }
    }

    @Override
    public void end(Consumer<ByteBuffer> plain) {}

    @Override
    public boolean isLive() {
        return true;
    }

    @Override
    public boolean canRead() {
        return true;
    }
}
