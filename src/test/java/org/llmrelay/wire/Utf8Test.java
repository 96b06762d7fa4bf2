package org.llmrelay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
    private static final byte[] LEADS = {
        'a',
        (byte) 0x80,
        (byte) 0xBF,
        (byte) 0xC0,
        (byte) 0xC1,
        (byte) 0xC2,
        (byte) 0xDF,
        (byte) 0xE0,
        (byte) 0xE1,
        (byte) 0xED,
        (byte) 0xEF,
        (byte) 0xF0,
        (byte) 0xF1,
        (byte) 0xF4,
        (byte) 0xF5,
        (byte) 0xFF,
        (byte) 0x8F,
        (byte) 0x90,
        (byte) 0x9F,
        (byte) 0xA0
    };

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer decoded = CharBuffer.allocate(16);

    @Test
    void agreesWithTheDecoderOfTheJdkOnEveryPairAndWhatFollows() {
        byte[] third = {0x7F, (byte) 0x80, (byte) 0xBF, (byte) 0xC0};
        for (int pair = 0; pair < 1 << 16; pair++) {
            byte[] bytes = {(byte) (pair >> 8), (byte) pair, third[(pair >> 3 ^ pair) & 3], (byte) 0x80};
            for (int length = 1; length <= bytes.length; length++) {
                byte[] run = Arrays.copyOf(bytes, length);
                if (Utf8.isProper(run) != decodes(run)) {
                    assertThat(run).as("should be proper: %s", decodes(run)).isNull();
                }
            }
        }
    }

    @Test
    void agreesWithTheDecoderOfTheJdkOnLongRuns() {
        Random random = new Random(7);
        int proper = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(12)];
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = LEADS[random.nextInt(LEADS.length)];
            }
            proper += decodes(bytes) ? 1 : 0;
            if (Utf8.isProper(bytes) != decodes(bytes)) {
                assertThat(bytes).as("should be proper: %s", decodes(bytes)).isNull();
            }
        }
        assertThat(proper).isPositive();
    }

    @Test
    void findsABadByteBehindAnyNumberOfGoodOnes() {
        for (int length = 1; length < 40; length++) {
            byte[] bytes = "a".repeat(length).getBytes(StandardCharsets.US_ASCII);
            assertThat(Utf8.isProper(bytes)).isTrue();

            bytes[length - 1] = (byte) 0xC3;
            assertThat(Utf8.isProper(bytes)).isFalse();
        }
    }

    private boolean decodes(byte[] bytes) {
        decoded.clear();
        return !decoder.reset().decode(ByteBuffer.wrap(bytes), decoded, true).isError();
    }
}
