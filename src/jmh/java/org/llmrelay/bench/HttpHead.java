package org.llmrelay.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The start line and headers of the HTTP/1.1 message that a connection is reading. Confined to one selector thread. */
final class HttpHead {

    private static final int LARGEST = 64 * 1024;

    private byte[] bytes = new byte[1024];
    private int length;
    private int[] lines = new int[48];
    private int lineCount;
    private boolean complete;

    void clear() {
        length = 0;
        lineCount = 0;
        complete = false;
    }

    boolean isComplete() {
        return complete;
    }

    /** Takes bytes up to the empty line and returns the index after the last one taken. */
    int take(byte[] source, int from, int to) throws IOException {
        for (int at = from; at < to; at++) {
            append(source[at]);
            if (source[at] == '\n' && endsLine()) {
                complete = true;
                return at + 1;
            }
        }
        return to;
    }

    private void append(byte next) throws IOException {
        if (length == bytes.length) {
            if (length == LARGEST) {
                throw new IOException("head: over " + LARGEST + " bytes");
            }
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = next;
    }

    /** Notes where the next line starts; true if the line that just ended was the empty one. */
    private boolean endsLine() {
        int start = lineCount == 0 ? 0 : lines[lineCount - 1];
        if (lineCount > 0 && length - start <= 2) {
            return true;
        }
        if (lineCount == lines.length) {
            lines = Arrays.copyOf(lines, lineCount * 2);
        }
        lines[lineCount++] = length;
        return false;
    }

    /** The status code of a response head. */
    int status() {
        return (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + (bytes[11] - '0');
    }

    /** The decimal value of a header, or {@code otherwise} if it is absent. The name is given in lower case. */
    long number(byte[] name, long otherwise) {
        int at = valueOf(name);
        if (at < 0) {
            return otherwise;
        }
        long value = 0;
        for (; bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            value = value * 10 + (bytes[at] - '0');
        }
        return value;
    }

    /** Whether the first line holds these bytes. */
    boolean asksFor(byte[] part) {
        int end = lineCount == 0 ? length : lines[0];
        for (int at = 0; at + part.length <= end; at++) {
            if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    boolean has(byte[] name) {
        return valueOf(name) >= 0;
    }

    private int valueOf(byte[] name) {
        for (int line = 0; line < lineCount; line++) {
            int colon = lines[line] + name.length;
            if (colon < length && bytes[colon] == ':' && matches(name, lines[line])) {
                return skipBlanks(colon + 1);
            }
        }
        return -1;
    }

    private boolean matches(byte[] name, int from) {
        for (int i = 0; i < name.length; i++) {
            // Setting the bit 0x20 lowers letters and leaves digits and the hyphen alone.
            if ((bytes[from + i] | 0x20) != name[i]) {
                return false;
            }
        }
        return true;
    }

    private int skipBlanks(int from) {
        int at = from;
        while (bytes[at] == ' ') {
            at++;
        }
        return at;
    }

    @Override
    public String toString() {
        int end = lineCount == 0 ? length : lines[0];
        return new String(bytes, 0, end, StandardCharsets.ISO_8859_1).strip();
    }
}
