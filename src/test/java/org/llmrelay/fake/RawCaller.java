package org.llmrelay.fake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** A caller that sees and decides every byte. Waits at most five seconds for each. */
final class RawCaller implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 5000;

    private final Socket socket;

    RawCaller(URI upstream) throws IOException {
        socket = new Socket();
        socket.setReceiveBufferSize(64 * 1024);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(upstream.getHost(), upstream.getPort()));
    }

    /** Characters are sent as UTF-8. */
    RawCaller send(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(UTF_8));
        return this;
    }

    /** A request for a message. */
    RawCaller ask(String body) throws IOException {
        return send("POST /v1/messages HTTP/1.1\r\nhost: x\r\ncontent-length: " + body.getBytes(UTF_8).length
                + "\r\n\r\n" + body);
    }

    RawCaller askForStream() throws IOException {
        return ask("{\"stream\":true}");
    }

    /** Everything up to the empty line after a head. */
    String readHead() throws IOException {
        return readUntil("\r\n\r\n");
    }

    /** Everything up to and with {@code end}. */
    String readUntil(String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (!endsWith(text, end)) {
            text.append((char) octet());
        }
        return text.toString();
    }

    byte[] read(int count) throws IOException {
        byte[] bytes = socket.getInputStream().readNBytes(count);
        if (bytes.length < count) {
            throw new AssertionError("closed after " + bytes.length + " bytes (expected: " + count + ")");
        }
        return bytes;
    }

    /** Everything up to an orderly close. */
    byte[] readToEnd() throws IOException {
        return socket.getInputStream().readAllBytes();
    }

    /** The chunks of a body, each between bars. */
    String readChunks() throws IOException {
        StringBuilder chunks = new StringBuilder("|");
        for (int size = nextSize(); size > 0; size = nextSize()) {
            chunks.append(new String(read(size), ISO_8859_1)).append('|');
            read(2);
        }
        read(2);
        return chunks.toString();
    }

    /** The body behind chunk framing. */
    byte[] readBody() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = nextSize(); size > 0; size = nextSize()) {
            body.writeBytes(read(size));
            read(2);
        }
        read(2);
        return body.toByteArray();
    }

    private int nextSize() throws IOException {
        return Integer.parseInt(readUntil("\r\n").strip(), 16);
    }

    private static boolean endsWith(StringBuilder text, String end) {
        int from = text.length() - end.length();
        return from >= 0 && text.indexOf(end, from) == from;
    }

    private int octet() throws IOException {
        int octet = socket.getInputStream().read();
        if (octet < 0) {
            throw new AssertionError("closed");
        }
        return octet;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
