package org.llmrelay.fake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/** The writing end of one exchange's connection. Nothing is sent before {@link #flush}, or before 16 KiB have come together. */
public final class Wire {
    private static final int BUFFER = 16 * 1024;

    private final Socket socket;
    private final Exchange exchange;
    private final OutputStream out;

    Wire(Socket socket, Exchange exchange) throws IOException {
        this.socket = socket;
        this.exchange = exchange;
        this.out = new BufferedOutputStream(new CountedOutput(socket.getOutputStream(), exchange), BUFFER);
    }

    /** Heads, chunk framing and the like: one byte a character. */
    public void text(String text) throws IOException {
        byte[] bytes = text.getBytes(ISO_8859_1);
        raw(bytes, 0, bytes.length);
    }

    public void raw(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
    }

    /** A part of the answer's body: recorded as such. */
    public void body(byte[] bytes, int from, int length) throws IOException {
        exchange.bodyPartSent(bytes, from, length);
        out.write(bytes, from, length);
    }

    public void flush() throws IOException {
        out.flush();
    }

    /** Sends what was written, then closes in the middle of things. */
    public void cut() throws IOException {
        close(Fate.CUT);
    }

    /** Sends what was written, then closes; the answer counts as complete. */
    public void finish() throws IOException {
        close(Fate.COMPLETED);
    }

    /** Sends a TCP reset; what the caller has not read yet may be lost to it. */
    public void reset() throws IOException {
        flush();
        socket.setSoLinger(true, 0);
        close(Fate.RESET);
    }

    private void close(Fate fate) throws IOException {
        flush();
        exchange.end(fate);
        socket.close();
        throw new PlayEnded(fate);
    }
}
