package org.llmrelay.wire.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.call.Delivery;
import org.llmrelay.call.Usage;
import org.llmrelay.sse.EventScanner;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.wire.UsageMeter;

class AnthropicMeterTest {
    private final UsageMeter meter = new AnthropicMeter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "thinking",
                "tool-use",
                "server-tools",
                "pings-and-unknown-events",
                "several-deltas",
                "error-event",
                "old-usage",
                "split-that-falls-short",
                "cut-before-the-end",
                "cut-in-the-start",
                "broken-usage"
            })
    void readsStreamsAsRecorded(String name) {
        byte[] stream = resource(name + ".sse");
        EventScanner scanner = new EventScanner(1024 * 1024);

        scanner.feed(ByteBuffer.wrap(stream), meter::event);

        assertThat(told(meter)).isEqualTo(new String(resource(name + ".expected"), UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"message", "usage-first", "error", "not-json"})
    void readsDocumentsWhereverTheyAreCut(String name) {
        byte[] document = resource(name + ".json");
        String expected = new String(resource(name + ".expected"), UTF_8);

        for (int cut = 0; cut <= document.length; cut++) {
            UsageMeter fresh = new AnthropicMeter();
            fresh.json(ByteBuffer.wrap(document, 0, cut));
            fresh.json(ByteBuffer.wrap(document, cut, document.length - cut));
            assertThat(told(fresh)).as("cut at %d", cut).isEqualTo(expected);
        }
    }

    @Test
    void readsADocumentInSingleBytes() {
        for (byte b : resource("message.json")) {
            meter.json(ByteBuffer.wrap(new byte[] {b}));
        }

        assertThat(told(meter)).isEqualTo(new String(resource("message.expected"), UTF_8));
    }

    @Test
    void findsTheUsageBehindTwoHundredMegabytesOfText() {
        byte[] text = "x\\\"{".repeat(16 * 1024).getBytes(UTF_8);
        meter.json(bytes("{\"model\":\"claude-opus-4-5\",\"content\":[{\"type\":\"text\",\"text\":\""));

        for (int i = 0; i < 200 * 16; i++) {
            meter.json(ByteBuffer.wrap(text));
        }
        meter.json(bytes("\"}],\"usage\":{\"input_tokens\":7,\"output_tokens\":9}}"));

        assertThat(meter.usage()).isEqualTo(new Usage(7, 9, 0, 0, 0, 0, 0));
    }

    @Test
    void leavesOutAUsageThatIsTooLargeToBeOne() {
        meter.json(bytes("{\"usage\":{\"x\":\"" + "x".repeat(20_000) + "\",\"output_tokens\":9},\"model\":\"m\"}"));

        assertThat(meter.usage()).isEqualTo(Usage.NONE);
        assertThat(meter.model()).isEqualTo("m");
    }

    @Test
    void leavesOutAModelThatIsTooLongToBeOne() {
        meter.json(bytes("{\"model\":\"" + "m".repeat(300) + "\",\"usage\":{\"output_tokens\":9}}"));

        assertThat(meter.model()).isNull();
        assertThat(meter.usage().output()).isEqualTo(9);
    }

    private void delta(String json) {
        meter.event(new SseEvent(
                "content_block_delta", bytes("{\"type\":\"content_block_delta\",\"index\":0,\"delta\":" + json + "}")));
    }

    @Test
    void estimatesTheOutputOfWhichNoNumberHasTold() {
        meter.event(new SseEvent("message_start", bytes("{\"message\":{\"usage\":{\"output_tokens\":3}}}")));
        assertThat(meter.untold()).isZero();

        delta("{\"type\":\"text_delta\",\"text\":\"12345\"}");
        assertThat(meter.untold()).isEqualTo(2);
        delta("{\"text\": \"a\\n\\\"\", \"type\": \"text_delta\"}");
        delta("{\"type\":\"thinking_delta\",\"thinking\":\"1234\"}");
        delta("{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"text\\\":1\"}");

        assertThat(meter.untold()).isEqualTo((5 + 3 + 4 + 9 + 3) / 4);
        assertThat(meter.usage().output()).isEqualTo(3);
    }

    @Test
    void aNumberTellsOfAllThatCameBeforeIt() {
        delta("{\"type\":\"text_delta\",\"text\":\"12345678\"}");
        meter.event(new SseEvent("message_delta", bytes("{\"delta\":{\"stop_reason\":null}}")));
        assertThat(meter.untold()).isEqualTo(2);

        meter.event(new SseEvent("message_delta", bytes("{\"usage\":{\"output_tokens\":9}}")));

        assertThat(meter.untold()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"signature_delta\",\"signature\":\"EqoBCkgIARABGAI\"}",
                "{\"type\":\"citations_delta\",\"citation\":{\"cited_text\":\"not written\"}}",
                "{\"type\":\"text_delta\",\"text\":\"\"}",
                "{\"type\":\"text_delta\",\"text\":7}",
                "{\"type\":\"text_delta\",\"text\"",
                "\"text\""
            })
    void estimatesNothingWhereThereIsNoText(String json) {
        delta(json);

        assertThat(meter.untold()).isZero();
    }

    @Test
    void readsHowTheCallWasServed() {
        assertThat(meter.delivery()).isEqualTo(Delivery.STANDARD);

        meter.event(
                new SseEvent(
                        "message_start",
                        bytes(
                                "{\"message\":{\"usage\":{\"service_tier\":\"priority\",\"inference_geo\":\"us\",\"speed\":7}}}")));
        meter.event(new SseEvent(
                "message_delta",
                bytes("{\"usage\":{\"speed\":\"fast\",\"service_tier\":\"" + "x".repeat(33) + "\"}}")));

        assertThat(meter.delivery()).isEqualTo(new Delivery("priority", "fast", "us"));
    }

    @Test
    void leavesAnEventForOthersToRead() {
        SseEvent event = new SseEvent("message_delta", bytes("{\"usage\":{\"output_tokens\":9}}"));

        meter.event(event);
        assertThat(event.data().remaining()).isEqualTo(29);

        meter.event(event);
        assertThat(meter.usage().output()).isEqualTo(9);
    }

    @Test
    void survivesNestingWithoutEnd() {
        String nested = "{\"message\":".repeat(100_000);

        meter.event(new SseEvent("message_start", bytes(nested)));
        meter.json(bytes(nested));
        meter.json(bytes("}".repeat(200_000) + "{\"usage\":{\"output_tokens\":1}}"));

        assertThat(meter.usage().input()).isZero();
    }

    private static String told(UsageMeter meter) {
        Usage usage = meter.usage();
        return """
                model=%s
                input=%d
                output=%d
                cacheRead=%d
                cacheWrite5m=%d
                cacheWrite1h=%d
                webSearches=%d
                webFetches=%d
                """.formatted(
                        meter.model(),
                        usage.input(),
                        usage.output(),
                        usage.cacheRead(),
                        usage.cacheWrite5m(),
                        usage.cacheWrite1h(),
                        usage.webSearches(),
                        usage.webFetches());
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    private static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(AnthropicMeterTest.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
