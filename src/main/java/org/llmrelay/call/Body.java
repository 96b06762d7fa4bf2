package org.llmrelay.call;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes of a request body. Whoever wraps an array gives it away. Immutable; prints its size only. */
public final class Body {
    public static final Body EMPTY = new Body(new byte[0]);

    private final byte[] bytes;

    private Body(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Wraps without a copy: the caller must not touch the array again. */
    public static Body wrap(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Body(bytes);
    }

    public int size() {
        return bytes.length;
    }

    /** A read-only view from the first byte. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /** The array itself, for parsers that need one; it must not be changed. */
    public byte[] array() {
        return bytes;
    }

    /** This body with the bytes of one span replaced. */
    public Body replacing(Span span, byte[] replacement) {
        byte[] changed = new byte[bytes.length - span.length() + replacement.length];
        System.arraycopy(bytes, 0, changed, 0, span.start());
        System.arraycopy(replacement, 0, changed, span.start(), replacement.length);
        System.arraycopy(bytes, span.end(), changed, span.start() + replacement.length, bytes.length - span.end());
        return new Body(changed);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Body that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Body[" + bytes.length + " bytes]";
    }
}
