package org.llmrelay.api;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.llmrelay.call.Body;

/** A caller who writes HTTP/1.1 by hand, so that it can be done wrongly. */
public final class PlainCaller implements AutoCloseable {
    private final Socket socket = new Socket();
    private final InputStream in;

    /** An answer as it came; a body that was cut is not {@code whole}. */
    public record Answer(int status, Map<String, String> headers, Body content, boolean whole) {
        public byte[] body() {
            return content.array();
        }

        public String text() {
            return new String(body(), StandardCharsets.UTF_8);
        }
    }

    public PlainCaller(int port) throws IOException {
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        in = new BufferedInputStream(socket.getInputStream());
    }

    Socket socket() {
        return socket;
    }

    InputStream in() {
        return in;
    }

    public PlainCaller send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public PlainCaller send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Posts a body and returns what is answered. */
    Answer post(String body) throws IOException {
        return sendPost(body).answer();
    }

    PlainCaller sendPost(String body) throws IOException {
        return send(request(body));
    }

    static String request(String body) {
        return "POST /v1/messages HTTP/1.1\r\nHost: relay\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** Reads the head of an answer and nothing of its body. */
    public Answer head() throws IOException {
        String status = line();
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Answer(Integer.parseInt(status.substring(9, 12)), headers, Body.EMPTY, false);
    }

    /** Reads one whole answer, or what comes of it before the connection ends. */
    public Answer answer() throws IOException {
        Answer head = head();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        boolean whole;
        try {
            String length = head.headers().get("content-length");
            if (length == null) {
                readChunks(body);
            } else {
                read(Integer.parseInt(length), body);
            }
            whole = true;
        } catch (IOException e) {
            whole = false;
        }
        return new Answer(head.status(), head.headers(), Body.wrap(body.toByteArray()), whole);
    }

    /** Reads the answer to one method: none has a body for HEAD. */
    public Answer answerTo(String method) throws IOException {
        return method.equals("HEAD") ? head() : answer();
    }

    /** Reads one chunk; the last one is empty. */
    public String chunk() throws IOException {
        int size = Integer.parseInt(line(), 16);
        String chunk = new String(in.readNBytes(size), StandardCharsets.UTF_8);
        line();
        return chunk;
    }

    /** Whether nothing more comes and the connection is over. */
    public boolean isEnded() throws IOException {
        return in.read() < 0;
    }

    /** Leaves without a word more. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Leaves with a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private void readChunks(ByteArrayOutputStream body) throws IOException {
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            read(size, body);
            line();
        }
        line();
    }

    private void read(int size, ByteArrayOutputStream body) throws IOException {
        byte[] piece = in.readNBytes(size);
        body.writeBytes(piece);
        if (piece.length < size) {
            throw new EOFException();
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended after: " + line);
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
