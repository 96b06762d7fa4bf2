package org.llmrelay.call;

import java.time.Instant;
import java.util.random.RandomGenerator;

/** The name of one call, unique across nodes: 10 characters of time, 14 of chance, in base 32; it sorts by time. */
public record CallId(String value) {
    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int TIME_CHARS = 10;
    private static final int CHANCE_CHARS = 14;

    public static CallId next(Instant now, RandomGenerator random) {
        char[] text = new char[TIME_CHARS + CHANCE_CHARS];
        long time = now.toEpochMilli();
        for (int i = TIME_CHARS - 1; i >= 0; i--) {
            text[i] = ALPHABET[(int) (time & 31)];
            time >>>= 5;
        }
        long chance = random.nextLong();
        for (int i = 0; i < CHANCE_CHARS; i++) {
            if (i == CHANCE_CHARS / 2) {
                chance = random.nextLong();
            }
            text[TIME_CHARS + i] = ALPHABET[(int) (chance & 31)];
            chance >>>= 5;
        }
        return new CallId(new String(text));
    }

    @Override
    public String toString() {
        return value;
    }
}
