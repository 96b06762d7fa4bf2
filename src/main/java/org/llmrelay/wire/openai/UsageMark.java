package org.llmrelay.wire.openai;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Finds out without parsing whether a piece of JSON holds a usage object. Most pieces do not, and many say {@code "usage":null}. */
final class UsageMark {
    private static final byte[] NAME = "\"usage\"".getBytes(StandardCharsets.US_ASCII);

    private UsageMark() {}

    static boolean isIn(ByteBuffer json) {
        int last = json.limit() - NAME.length;
        for (int i = json.position(); i <= last; i++) {
            if (json.get(i) == '"' && isNameAt(json, i) && isObjectBehind(json, i + NAME.length)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNameAt(ByteBuffer json, int at) {
        for (int i = 1; i < NAME.length; i++) {
            if (json.get(at + i) != NAME[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isObjectBehind(ByteBuffer json, int from) {
        for (int i = from; i < json.limit(); i++) {
            byte b = json.get(i);
            if (b == '{') {
                return true;
            }
            if (b != ':' && b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return false;
    }
}
