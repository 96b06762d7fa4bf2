package org.llmrelay.provider;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Turns a body into another form as it comes. Confined to one exchange. */
public interface BodyTurn {
    /** Hands out what comes as it came. */
    BodyTurn NONE = new BodyTurn() {
        @Override
        public boolean take(ByteBuffer bytes, Consumer<byte[]> turned) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            turned.accept(copy);
            return true;
        }

        @Override
        public boolean end(Consumer<byte[]> turned) {
            return true;
        }
    };

    /** Takes the next bytes, all that remain, and hands out what they become. Returns false when the body is not what it should be: then it is over. */
    boolean take(ByteBuffer bytes, Consumer<byte[]> turned);

    /** The body has ended: hands out what is left. Returns false when it has ended too early. */
    boolean end(Consumer<byte[]> turned);
}
