package org.llmrelay.stream;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;

/** The header and trailer of gzip members. Checksums are not checked: a tap only looks, and the caller has the bytes to check. */
final class GzipFraming implements DeflateFraming {
    private static final byte[] MAGIC = {0x1F, (byte) 0x8B, 8};
    private static final int FLAGS_AT = 3;
    private static final int HAS_CHECK = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;

    private Part part = Part.FIXED;
    private int flags;
    private int extraBytes;
    /** Bytes seen of the current part. */
    private int seen;

    /** The parts of a member. */
    private enum Part {
        FIXED,
        EXTRA_LENGTH,
        EXTRA,
        NAME,
        COMMENT,
        CHECK,
        DEFLATED,
        TRAILER
    }

    @Override
    public boolean skipHeader(ByteBuffer bytes) throws DataFormatException {
        while (part != Part.DEFLATED && bytes.hasRemaining()) {
            take(bytes.get());
        }
        return part == Part.DEFLATED;
    }

    @Override
    public boolean skipTrailer(ByteBuffer bytes) {
        if (part == Part.DEFLATED) {
            enter(Part.TRAILER);
        }
        while (bytes.hasRemaining()) {
            bytes.get();
            if (++seen == 8) {
                enter(Part.FIXED);
                return true;
            }
        }
        return false;
    }

    private void take(byte b) throws DataFormatException {
        if (part == Part.FIXED) {
            takeFixed(b);
        }
        if (part == Part.EXTRA_LENGTH) {
            extraBytes |= (b & 0xFF) << (8 * seen);
        }
        seen++;
        if (isOver(b)) {
            enterNext();
        }
    }

    private void takeFixed(byte b) throws DataFormatException {
        if (seen < MAGIC.length && b != MAGIC[seen]) {
            throw new DataFormatException("no gzip member");
        }
        if (seen == FLAGS_AT) {
            flags = b;
            extraBytes = 0;
        }
    }

    private boolean isOver(byte last) {
        return switch (part) {
            case FIXED -> seen == 10;
            case EXTRA_LENGTH, CHECK -> seen == 2;
            case EXTRA -> seen == extraBytes;
            case NAME, COMMENT -> last == 0;
            case DEFLATED, TRAILER -> false;
        };
    }

    private void enterNext() {
        Part next = following(part);
        while (!isThere(next)) {
            next = following(next);
        }
        enter(next);
    }

    private static Part following(Part some) {
        return switch (some) {
            case FIXED -> Part.EXTRA_LENGTH;
            case EXTRA_LENGTH -> Part.EXTRA;
            case EXTRA -> Part.NAME;
            case NAME -> Part.COMMENT;
            case COMMENT -> Part.CHECK;
            case CHECK -> Part.DEFLATED;
            case DEFLATED -> Part.TRAILER;
            case TRAILER -> Part.FIXED;
        };
    }

    private boolean isThere(Part some) {
        return switch (some) {
            case EXTRA_LENGTH -> (flags & HAS_EXTRA) != 0;
            case EXTRA -> extraBytes > 0;
            case NAME -> (flags & HAS_NAME) != 0;
            case COMMENT -> (flags & HAS_COMMENT) != 0;
            case CHECK -> (flags & HAS_CHECK) != 0;
            case FIXED, DEFLATED, TRAILER -> true;
        };
    }

    private void enter(Part next) {
        part = next;
        seen = 0;
    }
}
