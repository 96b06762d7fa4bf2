package org.llmrelay.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Cuts wanted members, at the top level or one below, out of a JSON object that comes in pieces, and holds nothing else of it. A parser would hold whole strings, and one of them can
 * be nearly as large as the document. Takes the document to be well-formed; from another it cuts nonsense, but never more than its bound. Confined to one
 * document.
 */
public final class MemberScanner {
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_VALUE = 16 * 1024;

    private final int level;
    private final Set<String> wanted;
    private final BiConsumer<String, byte[]> members;
    private final ByteArrayOutputStream name = new ByteArrayOutputStream(LONGEST_NAME);
    private final ByteArrayOutputStream value = new ByteArrayOutputStream();

    private int depth;
    private boolean inString;
    private boolean escaped;
    /** A string that begins now, or has begun, is a member's name. */
    private boolean atName;
    /** The bytes that pass belong to a wanted member's value. */
    private boolean taking;

    private long text;

    /** @param members receives each wanted member whose value is complete: its name and its value's JSON */
    public MemberScanner(Set<String> wanted, BiConsumer<String, byte[]> members) {
        this(1, wanted, members);
    }

    /** @param level how deep the members stand: 1 for the document's own */
    public MemberScanner(int level, Set<String> wanted, BiConsumer<String, byte[]> members) {
        this.level = level;
        this.wanted = wanted;
        this.members = members;
    }

    /** Takes the next bytes, all that remain. */
    public void feed(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            if (inString && !escaped && !atName && !taking) {
                skipText(bytes);
            }
            if (bytes.hasRemaining()) {
                step(bytes.get());
            }
        }
    }

    private void skipText(ByteBuffer bytes) {
        int i = bytes.position();
        int limit = bytes.limit();
        while (i < limit && bytes.get(i) != '"' && bytes.get(i) != '\\') {
            i++;
        }
        text += i - bytes.position();
        bytes.position(i);
    }

    /** How many bytes stood within strings so far, names and quotes at their ends included: about what a document says, without its numbers. */
    public long textBytes() {
        return text;
    }

    private void step(byte b) {
        boolean wasTaking = taking;
        if (inString) {
            text(b);
        } else {
            structure(b);
        }
        if (wasTaking && taking) {
            take(b);
        }
    }

    private void text(byte b) {
        text++;
        if (escaped) {
            escaped = false;
        } else if (b == '\\') {
            escaped = true;
        } else if (b == '"') {
            inString = false;
            return;
        }
        if (atName && name.size() < LONGEST_NAME) {
            name.write(b);
        }
    }

    private void structure(byte b) {
        switch (b) {
            case '"' -> inString = true;
            case '{', '[' -> {
                depth++;
                startMember(b == '{');
            }
            case '}', ']' -> {
                endMember();
                depth--;
            }
            case ',' -> {
                endMember();
                startMember(true);
            }
            case ':' -> startValue();
            default -> {}
        }
    }

    private void startMember(boolean inObject) {
        if (depth == level) {
            atName = inObject;
            name.reset();
        }
    }

    private void startValue() {
        if (depth == level && atName) {
            atName = false;
            value.reset();
            taking = wanted.contains(name.toString(StandardCharsets.UTF_8));
        }
    }

    private void endMember() {
        if (depth == level && taking) {
            taking = false;
            members.accept(name.toString(StandardCharsets.UTF_8), value.toByteArray());
        }
    }

    private void take(byte b) {
        if (value.size() == LONGEST_VALUE) {
            taking = false;
            return;
        }
        value.write(b);
    }
}
