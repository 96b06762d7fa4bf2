package org.llmrelay.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.LongStream;

/** Bodies of an exact size that are made while they are sent. */
final class Filler {
    private static final int UNIT = 16 * 1024;
    private static final String DELTA =
            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"\0\"}}";

    private final byte[] start;
    private final byte[] end;
    private final String unit;

    /**
     * @param unit what surrounds the filling of each unit: before and after a NUL
     */
    private Filler(byte[] start, byte[] end, String unit) {
        this.start = start;
        this.end = end;
        this.unit = unit;
    }

    /** A message whose only text fills it up to {@code size} bytes. */
    static Content json(long size, ReceivedRequest request) {
        String whole = new String(MessageScript.saying("\0").forRequest(request).json(), UTF_8);
        String[] around = whole.split("\\\\u0000", 2);
        Filler filler = new Filler(around[0].getBytes(UTF_8), around[1].getBytes(UTF_8), "\0");
        return new Content(200, Content.json(200, "").headers(), size, filler.segments(size));
    }

    /** A stream whose text deltas fill it up to {@code size} bytes. */
    static Content stream(long size, ReceivedRequest request) {
        var events = MessageScript.saying("").forRequest(request).events();
        // message_start, content_block_start and ping; then content_block_stop, message_delta and message_stop.
        byte[] start = Chunking.join(events.subList(0, 3));
        byte[] end = Chunking.join(events.subList(3, events.size()));
        String delta = new String(MessageScript.event("content_block_delta", DELTA), UTF_8);
        return Content.events(new Filler(start, end, delta).segments(size));
    }

    private Iterable<byte[]> segments(long size) {
        long space = size - start.length - end.length;
        if (space < unit.length()) {
            throw new IllegalArgumentException(
                    "size: " + size + " (expected: at least " + (size - space + unit.length()) + ")");
        }
        long units = Math.max(1, space / UNIT);
        byte[] usual = filled(UNIT);
        byte[] last = filled((int) (space - (units - 1) * UNIT));
        return () -> iterator(units, usual, last);
    }

    private Iterator<byte[]> iterator(long units, byte[] usual, byte[] last) {
        return LongStream.rangeClosed(0, units + 1)
                .mapToObj(index -> {
                    if (index == 0) {
                        return start;
                    }
                    if (index > units) {
                        return end;
                    }
                    return index == units ? last : usual;
                })
                .iterator();
    }

    private byte[] filled(int size) {
        String[] around = unit.split("\0", -1);
        char[] filling = new char[size - around[0].length() - around[1].length()];
        Arrays.fill(filling, 'x');
        return (around[0] + new String(filling) + around[1]).getBytes(UTF_8);
    }
}
