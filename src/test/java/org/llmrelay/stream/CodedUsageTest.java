package org.llmrelay.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.llmrelay.wire.Dialect;
import org.llmrelay.wire.Framing;
import org.llmrelay.wire.Told;

/** What is metered of a stream does not depend on the coding that it comes in, nor on how it is cut. */
class CodedUsageTest {

    static Stream<Arguments> streams() {
        return Told.dialects().stream().flatMap(dialect -> Stream.of("identity", "gzip", "deflate", "br", "zstd")
                .map(coding -> Arguments.of(dialect, coding)));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void metersTheSameInEveryCoding(Dialect dialect, String coding) throws IOException {
        List<String> steps = Told.steps(dialect);
        byte[] bytes = coded(dialect, coding);

        for (int size : new int[] {1, 7, 100, bytes.length}) {
            Taps taps = Taps.ofStream(dialect.meter(), BodyDecoder.forEncoding(coding), Framing.EVENTS, event -> {});
            for (int from = 0; from < bytes.length; from += size) {
                taps.see(ByteBuffer.wrap(bytes, from, Math.min(size, bytes.length - from)));
            }
            taps.end();
            assertThat(Told.line(taps.model(), taps.usage(), taps.delivery(), taps.untold()))
                    .as("pieces of %d", size)
                    .isEqualTo(steps.get(steps.size() - 1));
        }
    }

    private static byte[] coded(Dialect dialect, String coding) throws IOException {
        if (coding.equals("br")) {
            // Nobody here can write this one.
            return Told.stream(dialect, ".br");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream coder = coder(coding, bytes)) {
            coder.write(Told.stream(dialect, ""));
        }
        return bytes.toByteArray();
    }

    private static OutputStream coder(String coding, OutputStream to) throws IOException {
        return switch (coding) {
            case "gzip" -> new GZIPOutputStream(to);
            case "deflate" -> new DeflaterOutputStream(to);
            case "zstd" -> new ZstdOutputStream(to);
            default -> to;
        };
    }
}
