package org.llmrelay.fake;

/**
 * How a body's end is told.
 *
 * @param header the header line that tells it, without its line end
 * @param chunked pieces carry their size
 */
record Framing(String header, boolean chunked) {

    static Framing of(Content content, boolean untilClose) {
        if (untilClose) {
            return new Framing("connection: close", false);
        }
        if (content.length() == Content.UNKNOWN) {
            return new Framing("transfer-encoding: chunked", true);
        }
        return new Framing("content-length: " + content.length(), false);
    }

    String before(int size) {
        return chunked ? Integer.toHexString(size) + "\r\n" : "";
    }

    String after() {
        return chunked ? "\r\n" : "";
    }

    String end() {
        return chunked ? "0\r\n\r\n" : "";
    }
}
