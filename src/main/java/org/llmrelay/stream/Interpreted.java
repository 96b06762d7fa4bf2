package org.llmrelay.stream;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.wire.Interpreter;

/** Hands on an answer in another dialect: a stream event by event, a document when all of it is there. */
final class Interpreted implements Voice {
    /** A document longer than this is not translated. */
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private static final byte[] NOTHING = new byte[0];

    private final Interpreter interpreter;
    private final boolean stream;
    private final int status;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private boolean tooLong;

    Interpreted(Interpreter interpreter, boolean stream, int status) {
        this.interpreter = interpreter;
        this.stream = stream;
        this.status = status;
    }

    @Override
    public void plain(ByteBuffer bytes) {
        tooLong |= said.size() + bytes.remaining() > MOST_BYTES;
        byte[] part = new byte[tooLong ? 0 : bytes.remaining()];
        bytes.get(part);
        said.writeBytes(part);
    }

    @Override
    public void event(SseEvent event) {
        said.writeBytes(interpreter.event(event));
    }

    /** What says nothing yet is paid back at once: an event may be longer than the upstream's window. */
    @Override
    public void take(byte[] bytes, long open, Hand hand) {
        hand.give(stream ? taken() : NOTHING, true, bytes.length);
    }

    @Override
    public boolean end(Hand hand) {
        byte @Nullable [] last = stream ? interpreter.end() : translated();
        hand.give(stream ? taken() : NOTHING, true, 0);
        hand.give(last == null ? NOTHING : last, true, 0);
        return last != null;
    }

    private byte[] taken() {
        if (said.size() == 0) {
            return NOTHING;
        }
        byte[] bytes = said.toByteArray();
        said.reset();
        return bytes;
    }

    private byte @Nullable [] translated() {
        if (status >= 300) {
            return interpreter.error(status, said.toByteArray());
        }
        return tooLong ? null : interpreter.document(said.toByteArray());
    }

    @Override
    public int waiting() {
        return 0;
    }

    @Override
    public boolean speaksLast() {
        return !stream || interpreter.gathers();
    }
}
