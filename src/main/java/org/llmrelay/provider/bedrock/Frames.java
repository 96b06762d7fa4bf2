package org.llmrelay.provider.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * Finds whole messages in an AWS event stream, wherever its chunks are cut, and checks their sums. A message is a prelude (its length, its headers' length and
 * the sum of both), headers, a payload and the sum of all before it. Holds the message that is open, and no more. Confined to one stream.
 */
final class Frames {
    private static final int PRELUDE = 12;
    private static final int SUM = 4;
    private static final byte[] NOTHING = new byte[0];

    private static final int TRUE = 0;
    private static final int FALSE = 1;
    private static final int BYTES = 6;
    private static final int TEXT = 7;
    /** The sizes of values by their types; bytes and texts begin with theirs. */
    private static final int[] SIZES = {0, 0, 1, 2, 4, 8, -1, -1, 8, 16};

    private final int mostBytes;
    private byte[] held = NOTHING;
    private int count;

    /** @param mostBytes the longest message that is read */
    Frames(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * A message.
     *
     * @param headers those that are texts
     * @param payload valid only during the call that hands it over
     */
    record Frame(Map<String, String> headers, ByteBuffer payload) {}

    /** Takes the next bytes, all that remain. Returns false when they are no event stream; then nothing more is to be fed. */
    boolean feed(ByteBuffer chunk, Consumer<Frame> frames) {
        hold(chunk);
        int from = 0;
        while (count - from >= PRELUDE) {
            ByteBuffer message = ByteBuffer.wrap(held, from, count - from).slice();
            int length = message.getInt(0);
            if (length < PRELUDE + SUM || length > mostBytes || isWrong(message, PRELUDE - SUM)) {
                return false;
            }
            if (message.remaining() < length) {
                break;
            }
            message.limit(length);
            if (isWrong(message, length - SUM) || !read(message, frames)) {
                return false;
            }
            from += length;
        }
        held = from == 0 ? held : Arrays.copyOfRange(held, from, count);
        count -= from;
        return true;
    }

    /** Whether the bytes so far end between two messages. */
    boolean atBoundary() {
        return count == 0;
    }

    private void hold(ByteBuffer chunk) {
        int more = chunk.remaining();
        if (held.length < count + more) {
            held = Arrays.copyOf(held, Math.max(count + more, count * 2));
        }
        chunk.get(held, count, more);
        count += more;
    }

    private static boolean isWrong(ByteBuffer message, int place) {
        CRC32 sum = new CRC32();
        sum.update(message.slice(0, place));
        return (int) sum.getValue() != message.getInt(place);
    }

    private static boolean read(ByteBuffer message, Consumer<Frame> frames) {
        int headersLength = message.getInt(4);
        int payload = PRELUDE + headersLength;
        int end = message.limit() - SUM;
        if (headersLength < 0 || payload > end) {
            return false;
        }
        Map<String, String> headers = new HashMap<>();
        if (!readHeaders(message.slice(PRELUDE, headersLength), headers)) {
            return false;
        }
        frames.accept(new Frame(headers, message.slice(payload, end - payload)));
        return true;
    }

    private static boolean readHeaders(ByteBuffer bytes, Map<String, String> headers) {
        while (bytes.hasRemaining()) {
            int nameLength = bytes.get() & 0xFF;
            if (bytes.remaining() < nameLength + 1) {
                return false;
            }
            String name = text(bytes, nameLength);
            int type = bytes.get();
            if (type < TRUE || type >= SIZES.length) {
                return false;
            }
            int size = SIZES[type];
            if (type == BYTES || type == TEXT) {
                size = bytes.remaining() < 2 ? Integer.MAX_VALUE : bytes.getShort() & 0xFFFF;
            }
            if (bytes.remaining() < size) {
                return false;
            }
            if (type == TEXT) {
                headers.put(name, text(bytes, size));
            } else if (type > FALSE) {
                bytes.position(bytes.position() + size);
            }
        }
        return true;
    }

    private static String text(ByteBuffer bytes, int length) {
        byte[] text = new byte[length];
        bytes.get(text);
        return new String(text, UTF_8);
    }
}
