package org.llmrelay.stream;

import java.nio.ByteBuffer;

/** The frame of the {@code deflate} coding: two bytes before and a checksum after, or nothing at all where a server leaves them out. */
final class ZlibFraming implements DeflateFraming {
    private static final int HEADER_BYTES = 2;
    private static final int METHOD = 0x0F;
    // A bare deflate stream never begins with these bits: a stored block pads its first byte with zeros.
    private static final int DEFLATE = 8;

    private int headerBytes;
    private boolean bare;

    @Override
    public boolean skipHeader(ByteBuffer bytes) {
        if (headerBytes == 0 && (bytes.get(bytes.position()) & METHOD) != DEFLATE) {
            bare = true;
        }
        while (!bare && headerBytes < HEADER_BYTES && bytes.hasRemaining()) {
            bytes.get();
            headerBytes++;
        }
        return bare || headerBytes == HEADER_BYTES;
    }

    @Override
    public boolean skipTrailer(ByteBuffer bytes) {
        bytes.position(bytes.limit());
        return false;
    }
}
