package org.llmrelay.upstream.hc5;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.llmrelay.call.Body;

/** The upstream's end of a connection. Confined to one thread. */
final class Peer {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Peer(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** A request as it came over the wire: its head line by line, and its body. */
    record Request(List<String> head, Body body) {}

    Request request() throws IOException {
        List<String> head = head();
        return new Request(head, Body.wrap(in.readNBytes(length(head))));
    }

    /** So many bytes. */
    byte[] bytes(int count) throws IOException {
        return in.readNBytes(count);
    }

    /** The head only. */
    List<String> head() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            lines.add(line);
        }
        return lines;
    }

    private static int length(List<String> head) {
        return head.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .map(line -> Integer.parseInt(line.substring(15).trim()))
                .findFirst()
                .orElse(0);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int next;
        while ((next = in.read()) != '\n') {
            if (next < 0) {
                throw new EOFException();
            }
            line.append((char) next);
        }
        line.setLength(line.length() - 1);
        return line.toString();
    }

    Peer send(String text) throws IOException {
        return send(text.getBytes(ISO_8859_1));
    }

    Peer send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    /** Answers 200 with a body of known length. */
    Peer answer(String body) throws IOException {
        return send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    /** Reads until the client closes; what it sends is dropped. Throws when it resets. */
    void awaitEnd() throws IOException {
        while (in.read() >= 0) {
            // Dropped.
        }
    }

    void close() throws IOException {
        socket.close();
    }

    /** Closes so that the client sees a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
