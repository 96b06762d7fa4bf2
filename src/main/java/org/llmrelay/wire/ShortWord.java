package org.llmrelay.wire;

import com.fasterxml.jackson.core.JsonParser;
import java.nio.charset.StandardCharsets;

/** Reads words of a request where they stand: a parser would refuse a request over a string that is longer than any word. */
public final class ShortWord {
    /** Stands for a word that is long or escaped, which no word of ours is. */
    public static final String ODD = "\\";

    private static final int LONGEST = 64;

    private ShortWord() {}

    /** The string that the parser stands at, or {@link #ODD}. */
    public static String at(JsonParser parser, byte[] body) {
        int start = (int) parser.currentTokenLocation().getByteOffset() + 1;
        int end = Math.min(body.length, start + LONGEST);
        for (int i = start; i < end; i++) {
            if (body[i] == '"') {
                return new String(body, start, i - start, StandardCharsets.UTF_8);
            }
            if (body[i] == '\\') {
                return ODD;
            }
        }
        return ODD;
    }
}
