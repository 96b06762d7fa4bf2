package org.llmrelay.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A caller that decides every byte and every moment. Waits a while for each byte, and no longer. */
final class WireCaller implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");
    private static final int SMALL_WINDOW = 64 * 1024;

    private final Socket socket = new Socket();
    private final InputStream in;
    private String head = "";
    private InputStream body = InputStream.nullInputStream();

    WireCaller() throws IOException {
        this(RelayWar.PORT);
    }

    /** A caller of another node. */
    WireCaller(int port) throws IOException {
        socket.setReceiveBufferSize(SMALL_WINDOW);
        socket.setSoTimeout((int) Patience.USUAL.toMillis());
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        in = new BufferedInputStream(socket.getInputStream(), 1024);
    }

    /** One byte a character. */
    WireCaller send(String octets) throws IOException {
        return send(octets.getBytes(ISO_8859_1));
    }

    WireCaller send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    WireCaller ask(Ask ask) throws IOException {
        send(ask.head() + "Content-Length: " + ask.body().size() + "\r\n\r\n");
        return send(ask.body().array());
    }

    /** Everything up to the empty line after the head; the body can be read then. */
    String readHead() throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.length() < 4 || text.indexOf("\r\n\r\n", text.length() - 4) < 0) {
            text.append((char) octet());
        }
        head = text.toString();
        body = bodyBehind(head);
        return head;
    }

    int status() {
        return Integer.parseInt(head.substring(9, 12));
    }

    /** The value of a field of the head that was read last, or an empty text. */
    String header(String name) {
        Matcher field =
                Pattern.compile("(?im)^" + Pattern.quote(name) + ": *(.*)$").matcher(head);
        return field.find() ? field.group(1) : "";
    }

    /** The body, as it comes. A connection that ends too early throws {@link EOFException}. */
    InputStream body() {
        return body;
    }

    /** The rest of the body up to its proper end. */
    byte[] readBody() throws IOException {
        return body.readAllBytes();
    }

    /** So many whole events of the body, and not a byte more. */
    String readEvents(int count) throws IOException {
        StringBuilder text = new StringBuilder();
        int seen = 0;
        while (seen < count) {
            int octet = body.read();
            if (octet < 0) {
                throw new EOFException("the body ended after " + seen + " events");
            }
            text.append((char) octet);
            if (octet == '\n' && text.length() > 1 && text.charAt(text.length() - 2) == '\n') {
                seen++;
            }
        }
        return new String(text.toString().getBytes(ISO_8859_1), UTF_8);
    }

    /** Everything up to an orderly close. */
    byte[] readToEnd() throws IOException {
        return in.readAllBytes();
    }

    /** Whether the relay has closed the connection in an orderly way and sent nothing more. */
    boolean isClosed() throws IOException {
        return in.read() < 0;
    }

    private InputStream bodyBehind(String answer) {
        Matcher length = LENGTH.matcher(answer);
        return length.find() ? new Sized(in, Long.parseLong(length.group(1))) : new Chunked(in);
    }

    private int octet() throws IOException {
        int octet = in.read();
        if (octet < 0) {
            throw new EOFException("the connection ended within a head");
        }
        return octet;
    }

    /** Leaves with a TCP reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
