package org.llmrelay.fake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads requests from one connection, and is strict: whatever two readers could understand differently is refused. */
final class RequestReader {
    private static final int LONGEST_LINE = 256 * 1024;

    private final InputStream in;

    RequestReader(InputStream in) {
        this.in = new BufferedInputStream(in, 16 * 1024);
    }

    /** Waits for the next byte without taking it; false at the end of the connection. */
    boolean awaitMore() throws IOException {
        in.mark(1);
        int next = in.read();
        in.reset();
        return next >= 0;
    }

    /** The next request's head, or nothing when the connection ends before it. */
    Optional<RequestHead> readHead() throws IOException {
        if (!awaitMore()) {
            return Optional.empty();
        }
        String[] request = line().split(" ", -1);
        if (request.length != 3 || !request[2].equals("HTTP/1.1")) {
            throw new ProtocolException("request line of " + request.length + " words (expected: 3, HTTP/1.1)");
        }
        return Optional.of(new RequestHead(request[0], request[1], headers()));
    }

    private List<Header> headers() throws IOException {
        List<Header> headers = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1 || line.substring(0, colon).matches(".*\\s.*")) {
                throw new ProtocolException("header line without a clean name");
            }
            headers.add(new Header(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return List.copyOf(headers);
    }

    byte[] readBody(RequestHead head, Intake intake, Exchange exchange) throws IOException {
        InputStream body = bodyOf(head);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        byte[] part = new byte[intake.step()];
        exchange.standAt(intake.start());
        for (int n = body.read(part); n >= 0; n = body.read(part)) {
            whole.write(part, 0, n);
            exchange.bodyPartRead(n);
            exchange.pause(intake.pause());
        }
        return whole.toByteArray();
    }

    private InputStream bodyOf(RequestHead head) throws ProtocolException {
        List<String> lengths = head.values("content-length");
        List<String> codings = head.values("transfer-encoding");
        if (lengths.size() + codings.size() > 1) {
            throw new ProtocolException("more than one framing: " + lengths + codings);
        }
        if (!codings.isEmpty()) {
            requireMatch(codings.get(0), "(?i)chunked");
            return new RequestBody(this, true, 0);
        }
        if (lengths.isEmpty()) {
            return new RequestBody(this, false, 0);
        }
        requireMatch(lengths.get(0), "[0-9]{1,18}");
        return new RequestBody(this, false, Long.parseLong(lengths.get(0)));
    }

    private static void requireMatch(String value, String pattern) throws ProtocolException {
        if (!value.matches(pattern)) {
            throw new ProtocolException("body framing: " + value + " (expected: " + pattern + ")");
        }
    }

    /** One line without its CR LF. */
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = octet(); b != '\r'; b = octet()) {
            if (b == '\n' || line.size() == LONGEST_LINE) {
                throw new ProtocolException("bare line feed, or a line beyond " + LONGEST_LINE + " bytes");
            }
            line.write(b);
        }
        if (octet() != '\n') {
            throw new ProtocolException("bare carriage return");
        }
        return line.toString(ISO_8859_1);
    }

    int read(byte[] bytes, int from, int length) throws IOException {
        int n = in.read(bytes, from, length);
        if (n < 0) {
            throw new EOFException("closed in the middle of a request");
        }
        return n;
    }

    private int octet() throws IOException {
        int octet = in.read();
        if (octet < 0) {
            throw new EOFException("closed in the middle of a request");
        }
        return octet;
    }
}
