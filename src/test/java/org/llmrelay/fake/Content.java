package org.llmrelay.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * An answer before it is put on the wire.
 *
 * @param headers without those that frame the body
 * @param length of the body in bytes, or {@link #UNKNOWN}
 * @param segments the body in its natural parts, such as events; made while it is sent, as often as it is asked for
 */
record Content(int status, List<Header> headers, long length, Iterable<byte[]> segments) {
    static final long UNKNOWN = -1;

    static Content of(int status, String type, byte[] body) {
        return new Content(status, List.of(new Header("content-type", type)), body.length, List.of(body));
    }

    static Content json(int status, String body) {
        return of(status, "application/json", body.getBytes(UTF_8));
    }

    static Content events(Iterable<byte[]> events) {
        List<Header> headers = List.of(
                new Header("content-type", "text/event-stream; charset=utf-8"),
                new Header("cache-control", "no-cache"));
        return new Content(200, headers, UNKNOWN, events);
    }

    Content withStatus(int other) {
        return new Content(other, headers, length, segments);
    }

    Content withSegments(List<byte[]> others) {
        return new Content(status, headers, UNKNOWN, others);
    }

    /** One more header; others of the name stay. */
    Content with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Content(status, List.copyOf(more), length, segments);
    }

    Content without(String name) {
        List<Header> fewer =
                headers.stream().filter(header -> !header.isNamed(name)).toList();
        return new Content(status, fewer, length, segments);
    }

    /** The first {@code count} segments. */
    List<byte[]> first(int count) {
        List<byte[]> first = new ArrayList<>();
        for (byte[] segment : segments) {
            if (first.size() == count) {
                return first;
            }
            first.add(segment);
        }
        if (first.size() < count) {
            throw new IllegalArgumentException("event " + count + " of a body with only " + first.size());
        }
        return first;
    }
}
