package org.llmrelay.provider;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.llmrelay.call.Body;

/** Turns a small body when it is here; one that is larger than small passes as it came. Confined to one exchange. */
public final class WholeBodyTurn implements BodyTurn {
    private static final int MOST_BYTES = 32 * 1024;

    private final UnaryOperator<Body> form;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean tooLarge;

    public WholeBodyTurn(UnaryOperator<Body> form) {
        this.form = form;
    }

    @Override
    public boolean take(ByteBuffer chunk, Consumer<byte[]> turned) {
        byte[] copy = new byte[chunk.remaining()];
        chunk.get(copy);
        bytes.writeBytes(copy);
        tooLarge |= bytes.size() > MOST_BYTES;
        if (tooLarge) {
            turned.accept(bytes.toByteArray());
            bytes.reset();
        }
        return true;
    }

    @Override
    public boolean end(Consumer<byte[]> turned) {
        if (!tooLarge) {
            turned.accept(form.apply(Body.wrap(bytes.toByteArray())).array());
        }
        return true;
    }
}
