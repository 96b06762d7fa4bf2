package org.llmrelay.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyDecoderTest {
    private static final byte[] PLAIN = resource("stream.sse");

    private final ByteArrayOutputStream plain = new ByteArrayOutputStream();
    private int largest;

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "identity", " Identity "})
    void passesPlainBytesThroughWithoutACopy(String encoding) {
        byte[] bytes = "plain".getBytes(UTF_8);
        BodyDecoder decoder = BodyDecoder.forEncoding(encoding);

        decoder.decode(ByteBuffer.wrap(bytes), out -> {
            bytes[0] = 'P';
            take(out);
        });

        assertThat(plain.toString(UTF_8)).isEqualTo("Plain");
        assertThat(decoder.isLive()).isTrue();
        assertThat(decoder.canRead()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "GZip"})
    void inflatesGzipWhereverItIsCut(String encoding) throws IOException {
        assertDecodesAtEveryCut(encoding, gzip(PLAIN));
    }

    @Test
    void inflatesSeveralGzipMembersWhereverTheyAreCut() throws IOException {
        byte[] half = gzip(Arrays.copyOf(PLAIN, 1000));
        byte[] rest = gzip(Arrays.copyOfRange(PLAIN, 1000, PLAIN.length));

        assertDecodesAtEveryCut("gzip", concat(half, rest));
    }

    @Test
    void stepsOverEveryOptionalPartOfAGzipHeader() throws IOException {
        byte[] bare = gzip(PLAIN);
        byte[] header = {0x1F, (byte) 0x8B, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 0};
        byte[] extra = {3, 0, 7, 7, 7};
        byte[] texts = "name\0comment\0".getBytes(UTF_8);
        byte[] check = {9, 9};

        byte[] full = concat(header, extra, texts, check, Arrays.copyOfRange(bare, 10, bare.length));

        assertDecodesAtEveryCut("gzip", full);
    }

    @Test
    void stepsOverAnEmptyExtraFieldInAGzipHeader() throws IOException {
        byte[] bare = gzip(PLAIN);
        byte[] header = {0x1F, (byte) 0x8B, 8, 4, 0, 0, 0, 0, 0, 0, 0, 0};

        assertDecodesAtEveryCut("gzip", concat(header, Arrays.copyOfRange(bare, 10, bare.length)));
    }

    @Test
    void inflatesDeflateInItsFrameAndWithout() throws IOException {
        ByteArrayOutputStream framed = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(framed)) {
            out.write(PLAIN);
        }

        assertDecodesAtEveryCut("deflate", framed.toByteArray());
        assertDecodesAtEveryCut("deflate", resource("stream.deflated"));
    }

    @Test
    void handsOutWhatIsFlushedAtOnce() throws IOException {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        GZIPOutputStream out = new GZIPOutputStream(encoded, true);
        out.write(PLAIN, 0, 500);
        out.flush();
        BodyDecoder decoder = BodyDecoder.forEncoding("gzip");

        decoder.decode(ByteBuffer.wrap(encoded.toByteArray()), this::take);

        assertThat(decoder.isLive()).isTrue();
        assertThat(plain.toByteArray()).isEqualTo(Arrays.copyOf(PLAIN, 500));
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd"})
    void decodesAtTheEndWhatCannotBeDecodedAsItComes(String encoding) {
        byte[] encoded = resource(encoding.equals("br") ? "stream.br" : "stream.zst");
        BodyDecoder decoder = BodyDecoder.forEncoding(encoding);

        for (byte b : encoded) {
            decoder.decode(ByteBuffer.wrap(new byte[] {b}), this::take);
        }
        assertThat(decoder.isLive()).isFalse();
        assertThat(decoder.canRead()).isTrue();
        assertThat(plain.size()).isZero();

        decoder.end(this::take);
        assertThat(plain.toByteArray()).isEqualTo(PLAIN);

        decoder.end(this::take);
        assertThat(plain.size()).isEqualTo(PLAIN.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd"})
    void givesUpOnMoreThanItMayKeep(String encoding) {
        BodyDecoder decoder = BodyDecoder.forEncoding(encoding);
        byte[] mebibyte = new byte[1024 * 1024];
        for (int i = 0; i < 8; i++) {
            decoder.decode(ByteBuffer.wrap(mebibyte), this::take);
        }
        assertThat(decoder.canRead()).isTrue();

        decoder.decode(ByteBuffer.wrap(mebibyte, 0, 1), this::take);

        assertThat(decoder.canRead()).isFalse();
        decoder.end(this::take);
        assertThat(plain.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "gzip", "deflate"})
    void endsQuietlyOnBytesThatAreNotInTheCoding(String encoding) {
        for (int seed = 0; seed < 200; seed++) {
            byte[] noise = new byte[300];
            new Random(seed).nextBytes(noise);
            BodyDecoder decoder = BodyDecoder.forEncoding(encoding);
            ByteBuffer bytes = ByteBuffer.wrap(noise);

            decoder.decode(bytes, out -> {});
            decoder.end(out -> {});

            assertThat(bytes.hasRemaining()).isFalse();
            assertThat(decoder.canRead()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "gzip"})
    void endsQuietlyOnBytesThatAreCutOrChanged(String encoding) throws IOException {
        byte[] encoded =
                switch (encoding) {
                    case "br" -> resource("stream.br");
                    case "zstd" -> resource("stream.zst");
                    default -> gzip(PLAIN);
                };
        for (int i = 0; i < encoded.length; i++) {
            byte[] changed = encoded.clone();
            changed[i] ^= 0x55;
            decodeWhole(encoding, Arrays.copyOf(encoded, i));
            decodeWhole(encoding, changed);
        }

        plain.reset();
        decodeWhole(encoding, encoded);
        assertThat(plain.toByteArray()).isEqualTo(PLAIN);
    }

    @Test
    void handsOutABombInSmallSlices() throws IOException {
        byte[] bomb = gzip(new byte[20_000_000]);
        CRC32 seen = new CRC32();
        CRC32 expected = new CRC32();
        expected.update(new byte[20_000_000]);

        BodyDecoder.forEncoding("gzip").decode(ByteBuffer.wrap(bomb), out -> {
            largest = Math.max(largest, out.remaining());
            seen.update(out);
        });

        assertThat(largest).isPositive().isLessThanOrEqualTo(16 * 1024);
        assertThat(seen.getValue()).isEqualTo(expected.getValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"compress", "gzip, br", "dcb", "?"})
    void readsNothingInACodingItDoesNotKnow(String encoding) {
        BodyDecoder decoder = BodyDecoder.forEncoding(encoding);
        ByteBuffer bytes = ByteBuffer.wrap(PLAIN);

        decoder.decode(bytes, this::take);
        decoder.end(this::take);

        assertThat(decoder.canRead()).isFalse();
        assertThat(bytes.hasRemaining()).isFalse();
        assertThat(plain.size()).isZero();
    }

    @Test
    void takesNothingMoreAfterTheEnd() throws IOException {
        BodyDecoder decoder = BodyDecoder.forEncoding("gzip");
        decoder.end(this::take);

        decoder.decode(ByteBuffer.wrap(gzip(PLAIN)), this::take);
        decoder.end(this::take);

        assertThat(plain.size()).isZero();
        assertThat(decoder.canRead()).isFalse();
    }

    private void assertDecodesAtEveryCut(String encoding, byte[] encoded) {
        for (int cut = 0; cut <= encoded.length; cut++) {
            plain.reset();
            BodyDecoder decoder = BodyDecoder.forEncoding(encoding);
            decoder.decode(ByteBuffer.wrap(encoded, 0, cut), this::take);
            decoder.decode(ByteBuffer.wrap(encoded, cut, encoded.length - cut).asReadOnlyBuffer(), this::take);
            assertThat(decoder.canRead()).isTrue();
            decoder.end(this::take);
            assertThat(plain.toByteArray()).as("cut at %d", cut).isEqualTo(PLAIN);
        }
    }

    private void decodeWhole(String encoding, byte[] encoded) {
        BodyDecoder decoder = BodyDecoder.forEncoding(encoding);
        decoder.decode(ByteBuffer.wrap(encoded), this::take);
        decoder.end(this::take);
    }

    private void take(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        plain.writeBytes(copy);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(encoded)) {
            out.write(bytes);
        }
        return encoded.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    private static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(BodyDecoderTest.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
