package org.llmrelay.sse;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Event names as texts: the few names that a stream repeats become texts once. Confined to one stream. */
final class Names {
    // A stream has about ten names; the bound is for streams that make one up for every event.
    private static final int MOST_KNOWN = 16;

    private final List<byte[]> known = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();

    String of(ByteBuffer bytes, int from, int to) {
        for (int i = 0; i < known.size(); i++) {
            if (isSame(known.get(i), bytes, from, to)) {
                return texts.get(i);
            }
        }
        return learn(bytes, from, to);
    }

    private static boolean isSame(byte[] name, ByteBuffer bytes, int from, int to) {
        if (to - from != name.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (name[i] != bytes.get(from + i)) {
                return false;
            }
        }
        return true;
    }

    private String learn(ByteBuffer bytes, int from, int to) {
        byte[] name = new byte[to - from];
        bytes.get(from, name);
        String text = new String(name, StandardCharsets.UTF_8);
        if (known.size() < MOST_KNOWN) {
            known.add(name);
            texts.add(text);
        }
        return text;
    }
}
