package org.llmrelay.provider.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.fake.Bedrock;
import org.llmrelay.fake.MessageScript;

class StreamTurnTest {
    private static final MessageScript SAID = MessageScript.full().withModel("m");

    private final StreamTurn turn = new StreamTurn();
    private final ByteArrayOutputStream turned = new ByteArrayOutputStream();

    private static byte[] joined(List<byte[]> pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        pieces.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private boolean take(byte[] bytes) {
        return turn.take(ByteBuffer.wrap(bytes), turned::writeBytes);
    }

    private static byte[] chunk(String bytes) {
        return Bedrock.frame(
                Map.of(":message-type", "event", ":event-type", "chunk"),
                ("{\"bytes\":\"" + bytes + "\"}").getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 11, 64, 1000, 100_000})
    void givesTheSameEventsHoweverTheStreamIsCut(int size) {
        byte[] stream = joined(Bedrock.frames(SAID));

        for (int from = 0; from < stream.length; from += size) {
            ByteBuffer piece = ByteBuffer.wrap(stream, from, Math.min(size, stream.length - from));
            assertThat(turn.take(piece, turned::writeBytes)).isTrue();
            assertThat(piece.hasRemaining()).isFalse();
        }

        assertThat(turn.end(turned::writeBytes)).isTrue();
        assertThat(turned.toString(UTF_8))
                .isEqualTo(new String(joined(SAID.events()), UTF_8).replace("\"ping\": ", "\"ping\": "));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 8, 13, 40, 80, -1})
    void takesNoFrameWithAWrongSum(int place) {
        byte[] frame = Bedrock.frames(SAID).get(0);
        frame[place < 0 ? frame.length - 1 : place] ^= 0x20;

        assertThat(take(frame) && turn.end(turned::writeBytes)).isFalse();
        assertThat(turned.size()).isZero();
    }

    @Test
    void handsOutWhatWasWholeBeforeABrokenFrame() {
        List<byte[]> frames = Bedrock.frames(SAID);
        frames.get(1)[20] ^= 1;

        assertThat(take(joined(frames.subList(0, 2)))).isFalse();

        assertThat(turned.toByteArray()).isEqualTo(SAID.events().get(0));
    }

    @Test
    void missesTheRestOfAFrameThatIsCut() {
        byte[] frame = Bedrock.frames(SAID).get(0);

        assertThat(take(java.util.Arrays.copyOf(frame, frame.length - 1))).isTrue();

        assertThat(turn.end(turned::writeBytes)).isFalse();
    }

    @Test
    void takesNoFrameThatIsTooLong() {
        ByteBuffer prelude = ByteBuffer.allocate(12).putInt(5 << 20).putInt(0);
        java.util.zip.CRC32 sum = new java.util.zip.CRC32();
        sum.update(prelude.array(), 0, 8);
        prelude.putInt((int) sum.getValue());

        assertThat(take(prelude.array())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!!", "eyJhIjoxfQ==", "eyJ0eXBlIjoiYVxuYiJ9", "bm8ganNvbg=="})
    void takesNoChunkWithoutAnEvent(String bytes) {
        assertThat(take(chunk(bytes))).isFalse();
    }

    @Test
    void tellsAnExceptionAsAnthropicTellsErrors() {
        byte[] frame = Bedrock.frame(
                Map.of(":message-type", "exception", ":exception-type", "throttlingException"),
                "{\"message\":\"Too \\\"many\\\" tokens\"}".getBytes(UTF_8));

        assertThat(take(frame)).isTrue();

        assertThat(turned.toString(UTF_8))
                .isEqualTo(
                        "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"Too \\\"many\\\" tokens\"}}\n\n");
    }

    @Test
    void passesOverEventsThatItDoesNotKnow() {
        byte[] frame = Bedrock.frame(Map.of(":message-type", "event", ":event-type", "initial-response"), new byte[0]);

        assertThat(take(frame)).isTrue();

        assertThat(turned.size()).isZero();
    }
}
