package org.llmrelay.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventScannerTest {
    private static final String STREAM = """
            event: message_start
            data: {"type":"message_start","message":{"model":"claude-x","usage":{"input_tokens":7}}}

            : a comment

            event: ping
            data: {"type":"ping"}

            event: content_block_delta
            data: {"delta":{"text":"Zürich 東京 🚆"}}

            id: 7
            retry: 10
            event:unspaced
            data
            data:first
            data:  second

            :only a comment
            id: 9

            event: nothing

            data: [DONE]

            event: cut
            data: never ends""";
    private static final List<Seen> EVENTS = List.of(
            new Seen(
                    "message_start",
                    "{\"type\":\"message_start\",\"message\":{\"model\":\"claude-x\",\"usage\":{\"input_tokens\":7}}}"),
            new Seen("ping", "{\"type\":\"ping\"}"),
            new Seen("content_block_delta", "{\"delta\":{\"text\":\"Zürich 東京 🚆\"}}"),
            new Seen("unspaced", "\nfirst\n second"),
            new Seen("nothing", ""),
            new Seen("", "[DONE]"));

    private final EventScanner scanner = new EventScanner(1000);
    private final List<Seen> events = new ArrayList<>();

    private record Seen(String name, String data) {
        static Seen of(SseEvent event) {
            return new Seen(event.name(), UTF_8.decode(event.data()).toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void findsTheSameEventsWhereverOneCutIs(String lineEnd) {
        byte[] stream = bytes(STREAM.replace("\n", lineEnd));

        for (int cut = 0; cut <= stream.length; cut++) {
            assertThat(scan(1000, stream, cut)).as("cut at %d", cut).isEqualTo(EVENTS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void findsTheSameEventsWhereverTwoCutsAre(String lineEnd) {
        byte[] stream = bytes(STREAM.replace("\n", lineEnd));

        for (int first = 0; first <= stream.length; first++) {
            for (int second = first; second <= stream.length; second++) {
                if (!scan(1000, stream, first, second).equals(EVENTS)) {
                    assertThat(scan(1000, stream, first, second))
                            .as("cuts at %d and %d", first, second)
                            .isEqualTo(EVENTS);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void findsTheSameEventsInSingleBytes(String lineEnd) {
        byte[] stream = bytes("\uFEFF" + STREAM.replace("\n", lineEnd));
        int[] cuts = IntStream.range(0, stream.length).toArray();

        assertThat(scan(1000, stream, cuts)).isEqualTo(EVENTS);
    }

    @Test
    void takesMixedLineEnds() {
        feed("event: a\r\ndata: 1\n\rdata: 2\r\r\ndata: 3\n\n");

        assertThat(events).containsExactly(new Seen("a", "1"), new Seen("", "2"), new Seen("", "3"));
    }

    @Test
    void takesAByteOrderMarkAtTheVeryBeginningOnly() {
        feed("\uFEFFdata: 1\n\n\uFEFFdata: 2\n\ndata: 3\n\n");

        assertThat(events).containsExactly(new Seen("", "1"), new Seen("", "3"));
    }

    @Test
    void takesTheLastOfSeveralNames() {
        feed("event: a\nevent: b\ndata: 1\n\nevent: c\nevent\ndata: 2\n\n");

        assertThat(events).containsExactly(new Seen("b", "1"), new Seen("", "2"));
    }

    @Test
    void leavesFieldsAloneThatOnlyBeginLikeItsOwn() {
        feed("events: a\ndatabase: b\nEvent: c\n data: d\ndata : e\n\n");

        assertThat(events).isEmpty();
    }

    @Test
    void namesAnOversizedEventWithoutItsDataAndGoesOn() {
        String stream = "event: big\ndata: " + "x".repeat(40) + "\n\nevent: small\ndata: 1\n\n";
        byte[] bytes = bytes(stream);

        for (int cut = 0; cut <= bytes.length; cut++) {
            assertThat(scan(40, bytes, cut))
                    .as("cut at %d", cut)
                    .containsExactly(new Seen("big", ""), new Seen("small", "1"));
        }
    }

    @Test
    void doesNotTakeHalfANameForAName() {
        byte[] bytes = bytes("data: 1\nevent: " + "n".repeat(40) + "\n\n");

        for (int cut = 0; cut <= bytes.length; cut++) {
            assertThat(scan(20, bytes, cut)).as("cut at %d", cut).containsExactly(new Seen("", ""));
        }
    }

    @Test
    void takesAnEventThatIsExactlyAsLargeAsAllowed() {
        byte[] bytes = bytes("data: 123\n\n");

        assertThat(scan(bytes.length, bytes, 5)).containsExactly(new Seen("", "123"));
        assertThat(scan(bytes.length - 1, bytes, 5)).containsExactly(new Seen("", ""));
    }

    @Test
    void isAtABoundaryOnlyBetweenEvents() {
        assertThat(scanner.atBoundary()).isTrue();

        feed("data: 1\n");
        assertThat(scanner.atBoundary()).isFalse();

        feed("\n");
        assertThat(scanner.atBoundary()).isTrue();

        feed(": comment");
        assertThat(scanner.atBoundary()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void letsAnEventBePutInAtEveryBoundary(String lineEnd) {
        String stream = STREAM.replace("\n", lineEnd);
        byte[] bytes = bytes(stream);
        int boundaries = 0;

        for (int cut = 0; cut <= bytes.length; cut++) {
            EventScanner passed = new EventScanner(1000);
            passed.feed(ByteBuffer.wrap(bytes, 0, cut), event -> {});
            if (passed.atBoundary()) {
                boundaries++;
                byte[] joined = bytes("event: keep-alive\ndata: 1\n\n");
                byte[] longer = Arrays.copyOf(bytes, bytes.length + joined.length);
                System.arraycopy(joined, 0, longer, cut, joined.length);
                System.arraycopy(bytes, cut, longer, cut + joined.length, bytes.length - cut);

                List<Seen> seen = scan(1000, longer);

                assertThat(seen).as("put in at %d", cut).contains(new Seen("keep-alive", "1"));
                seen.remove(new Seen("keep-alive", "1"));
                assertThat(seen).as("put in at %d", cut).isEqualTo(EVENTS);
            }
        }

        assertThat(boundaries).isGreaterThan(EVENTS.size());
    }

    @Test
    void takesTheWholeChunkAndLeavesItsBytes() {
        ByteBuffer chunk = ByteBuffer.wrap(bytes("xxdata: 1\n\ndata: 2"), 2, 16);

        scanner.feed(chunk, event -> events.add(Seen.of(event)));

        assertThat(events).containsExactly(new Seen("", "1"));
        assertThat(chunk.hasRemaining()).isFalse();
        assertThat(new String(chunk.array(), UTF_8)).isEqualTo("xxdata: 1\n\ndata: 2");
    }

    @Test
    void handsOutAWholeEventWithoutACopy() {
        byte[] chunk = bytes("data: before\n\n");

        scanner.feed(ByteBuffer.wrap(chunk), event -> {
            System.arraycopy(bytes("behind"), 0, chunk, 6, 6);
            events.add(Seen.of(event));
        });

        assertThat(events).containsExactly(new Seen("", "behind"));
    }

    @Test
    void handsOutDataThatNobodyCanChange() {
        scanner.feed(
                ByteBuffer.wrap(bytes("data: 1\n\n")),
                event -> assertThat(event.data().isReadOnly()).isTrue());
        scanner.feed(ByteBuffer.wrap(bytes("data: 1\n")), event -> {});
        scanner.feed(
                ByteBuffer.wrap(bytes("data: 2\n\n")),
                event -> assertThat(event.data().isReadOnly()).isTrue());
    }

    @Test
    void makesATextOfARepeatedNameOnce() {
        List<String> names = new ArrayList<>();

        scanner.feed(
                ByteBuffer.wrap(bytes("event: a\ndata: 1\n\nevent: a\ndata: 2\n\n")), event -> names.add(event.name()));

        assertThat(names.get(0)).isEqualTo("a").isSameAs(names.get(1));
    }

    @Test
    void outlivesAStreamOfEverNewNames() {
        String stream =
                IntStream.range(0, 100).mapToObj(i -> "event: n" + i + "\n\n").collect(Collectors.joining());

        feed(stream);

        assertThat(events).hasSize(100).contains(new Seen("n99", ""));
    }

    private void feed(String text) {
        scanner.feed(ByteBuffer.wrap(bytes(text)), event -> events.add(Seen.of(event)));
    }

    private static List<Seen> scan(int maxEventBytes, byte[] stream, int... cuts) {
        EventScanner scanner = new EventScanner(maxEventBytes);
        List<Seen> seen = new ArrayList<>();
        int from = 0;
        for (int cut : cuts) {
            scanner.feed(ByteBuffer.wrap(stream, from, cut - from), event -> seen.add(Seen.of(event)));
            from = cut;
        }
        scanner.feed(ByteBuffer.wrap(stream, from, stream.length - from), event -> seen.add(Seen.of(event)));
        return seen;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
