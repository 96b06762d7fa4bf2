package org.llmrelay.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.llmrelay.call.Estimated;

/**
 * The text, thoughts and tool input that have come since a number of output tokens was told. Looks for one string in each event and parses nothing: an
 * answer has thousands of such events. Confined to one answer.
 */
public final class UntoldText {
    private final List<byte[]> members;
    /** Of JSON; an escape of one letter counts as one. */
    private long bytes;

    /** @param members the members of events whose strings are output; of one event the first of them counts */
    public UntoldText(String... members) {
        this.members = Arrays.stream(members).map(UntoldText::member).toList();
    }

    private static byte[] member(String name) {
        return ('"' + name + '"').getBytes(US_ASCII);
    }

    /** Takes the data of an event that may hold output. */
    public void see(ByteBuffer data) {
        for (byte[] member : members) {
            int value = valueOf(member, data);
            if (value >= 0) {
                bytes += lengthOfString(data, value);
                return;
            }
        }
    }

    /** All that came before is told. */
    public void told() {
        bytes = 0;
    }

    public long tokens() {
        return Estimated.tokens(bytes);
    }

    /** Where the string begins that a member has for its value, or -1. Quotes within strings are escaped, so a name in quotes is a name or a value. */
    private static int valueOf(byte[] member, ByteBuffer data) {
        int last = data.limit() - member.length;
        for (int i = data.position(); i < last; i++) {
            if (data.get(i) == '"' && matches(member, data, i)) {
                int colon = skipSpace(data, i + member.length);
                int quote = colon < data.limit() && data.get(colon) == ':' ? skipSpace(data, colon + 1) : data.limit();
                if (quote < data.limit() && data.get(quote) == '"') {
                    return quote + 1;
                }
            }
        }
        return -1;
    }

    private static boolean matches(byte[] member, ByteBuffer data, int at) {
        for (int i = 0; i < member.length; i++) {
            if (data.get(at + i) != member[i]) {
                return false;
            }
        }
        return true;
    }

    private static int skipSpace(ByteBuffer data, int from) {
        int at = from;
        while (at < data.limit() && data.get(at) == ' ') {
            at++;
        }
        return at;
    }

    private static int lengthOfString(ByteBuffer data, int from) {
        int length = 0;
        for (int i = from; i < data.limit() && data.get(i) != '"'; i++) {
            if (data.get(i) == '\\') {
                i++;
            }
            length++;
        }
        return length;
    }
}
