package org.llmrelay.wire.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.call.Usage;
import org.llmrelay.sse.ElementScanner;
import org.llmrelay.sse.EventScanner;
import org.llmrelay.wire.UsageMeter;

class GeminiMeterTest {
    private static final int LARGE = 1024 * 1024;

    private final UsageMeter meter = GeminiMeter.plain();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "thinking",
                "tool-call",
                "tool-prompt",
                "cut-before-the-end",
                "error-after-a-chunk",
                "blocked",
                "broken-usage",
                "without-usage"
            })
    void readsStreamsAsRecorded(String name) {
        new EventScanner(LARGE).feed(ByteBuffer.wrap(resource(name + ".sse")), meter::event);

        assertThat(told(meter)).isEqualTo(expected(name));
    }

    @Test
    void readsTheElementsOfAnArray() {
        new ElementScanner(LARGE).feed(ByteBuffer.wrap(resource("array.json")), meter::event);

        assertThat(told(meter)).isEqualTo(expected("array"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"document", "grounded", "error", "embedding"})
    void readsDocumentsWhereverTheyAreCut(String name) {
        byte[] document = resource(name + ".json");

        for (int cut = 0; cut <= document.length; cut++) {
            UsageMeter fresh = GeminiMeter.plain();
            fresh.json(ByteBuffer.wrap(document, 0, cut));
            fresh.json(ByteBuffer.wrap(document, cut, document.length - cut));
            assertThat(told(fresh)).as("cut at %d", cut).isEqualTo(expected(name));
        }
    }

    @Test
    void readsTheEnvelopeOfCodeAssistInBothForms() {
        UsageMeter stream = GeminiMeter.enveloped();
        UsageMeter document = GeminiMeter.enveloped();

        new EventScanner(LARGE).feed(ByteBuffer.wrap(resource("code-assist.sse")), stream::event);
        for (byte b : resource("code-assist.json")) {
            document.json(ByteBuffer.wrap(new byte[] {b}));
        }

        assertThat(told(stream)).isEqualTo(expected("code-assist"));
        assertThat(told(document)).isEqualTo(expected("code-assist"));
    }

    @Test
    void findsTheUsageBehindAnImageOfAnySize() {
        byte[] part = "iVBORw0KGgo=".repeat(8 * 1024).getBytes(UTF_8);
        meter.json(bytes("{\"candidates\":[{\"content\":{\"parts\":[{\"inlineData\":{\"data\":\""));

        for (int i = 0; i < 200; i++) {
            meter.json(ByteBuffer.wrap(part));
        }
        meter.json(bytes("\"}}]}}],\"usageMetadata\":{\"promptTokenCount\":7,\"candidatesTokenCount\":1290}}"));

        assertThat(meter.usage()).isEqualTo(new Usage(7, 1290, 0, 0, 0, 0, 0));
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
                untold=%d
                """.formatted(
                        meter.model(),
                        usage.input(),
                        usage.output(),
                        usage.cacheRead(),
                        usage.cacheWrite5m(),
                        usage.cacheWrite1h(),
                        usage.webSearches(),
                        usage.webFetches(),
                        meter.untold());
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    private static String expected(String name) {
        return new String(resource(name + ".expected"), UTF_8);
    }

    private static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(GeminiMeterTest.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
