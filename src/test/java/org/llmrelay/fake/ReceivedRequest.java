package org.llmrelay.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One request as the fake received it. Immutable. */
public final class ReceivedRequest {
    private static final Pattern MODEL = Pattern.compile("\"model\"\\s*:\\s*\"([^\"]*)\"");
    private static final Pattern STREAMED = Pattern.compile("\"stream\"\\s*:\\s*true");

    private final RequestHead head;
    private final long connection;
    private final long arrivedNanos;
    private final byte[] body;

    ReceivedRequest(RequestHead head, long connection, long arrivedNanos, byte[] body) {
        this.head = head;
        this.connection = connection;
        this.arrivedNanos = arrivedNanos;
        this.body = body;
    }

    ReceivedRequest withBody(byte[] read) {
        return new ReceivedRequest(head, connection, arrivedNanos, read);
    }

    RequestHead head() {
        return head;
    }

    public String method() {
        return head.method();
    }

    /** Path and query exactly as sent. */
    public String target() {
        return head.target();
    }

    public String path() {
        return head.target().split("\\?", 2)[0];
    }

    /** What follows the question mark, as sent; empty without one. */
    public String query() {
        String[] parts = head.target().split("\\?", 2);
        return parts.length == 2 ? parts[1] : "";
    }

    /** One query parameter, not decoded. */
    Optional<String> parameter(String name) {
        for (String pair : query().split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return Optional.of(pair.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    /** All header lines in the order they came. */
    public List<Header> headers() {
        return head.headers();
    }

    /** All values of a name, in order; names compare without regard to case. */
    public List<String> values(String name) {
        return head.values(name);
    }

    /** The first value of a name. */
    public Optional<String> header(String name) {
        return head.first(name);
    }

    /** The key in {@code x-api-key} or after {@code Bearer}; empty where there is none. */
    public String credential() {
        return head.credential();
    }

    /** The body without its transfer coding; empty while it has not been read. */
    public byte[] body() {
        return body.clone();
    }

    public String bodyText() {
        return new String(body, UTF_8);
    }

    int bodySize() {
        return body.length;
    }

    /** The model the body asks for; a default where it names none. */
    String model() {
        Matcher matcher = MODEL.matcher(bodyText());
        return matcher.find() ? matcher.group(1) : "claude-sonnet-4-5";
    }

    boolean isStreamed() {
        return STREAMED.matcher(bodyText()).find();
    }

    /** Requests with the same number came over the same connection. */
    public long connection() {
        return connection;
    }

    /** When the head was complete, on the {@code System.nanoTime} scale. */
    public long arrivedNanos() {
        return arrivedNanos;
    }

    @Override
    public String toString() {
        return method() + " " + target() + " [" + body.length + " bytes]";
    }
}
