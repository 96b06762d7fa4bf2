package org.llmrelay.wire.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.call.Usage;
import org.llmrelay.sse.EventScanner;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.wire.UsageMeter;

class UsageTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "responses-completed",
                "responses-incomplete",
                "responses-failed",
                "responses-failed-without-usage",
                "responses-cache-writes",
                "responses-web-search",
                "responses-without-names",
                "responses-cut",
                "responses-broken-usage",
                "responses-more-cached-than-read",
                "chat-with-usage",
                "chat-without-usage",
                "chat-usage-in-every-chunk",
                "chat-deepseek",
                "chat-kimi",
                "chat-error"
            })
    void readsStreamsAsRecorded(String name) {
        UsageMeter meter = meterFor(name);

        new EventScanner(1024 * 1024).feed(ByteBuffer.wrap(Golden.bytes("usage/" + name + ".sse")), meter::event);

        assertThat(told(meter)).isEqualTo(Golden.text("usage/" + name + ".expected"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "responses-document",
                "responses-document-with-search",
                "responses-compaction",
                "responses-error",
                "chat-document",
                "chat-document-without-usage",
                "chat-embeddings",
                "chat-not-json"
            })
    void readsDocumentsWhereverTheyAreCut(String name) {
        byte[] document = Golden.bytes("usage/" + name + ".json");
        String expected = Golden.text("usage/" + name + ".expected");

        for (int cut = 0; cut <= document.length; cut++) {
            UsageMeter meter = meterFor(name);
            meter.json(ByteBuffer.wrap(document, 0, cut));
            meter.json(ByteBuffer.wrap(document, cut, document.length - cut));
            assertThat(told(meter)).as("cut at %d", cut).isEqualTo(expected);
        }
    }

    @Test
    void neverTakesEmbeddingsForOutput() {
        UsageMeter meter = new EmbeddingsDialect().meter();

        meter.json(ByteBuffer.wrap("{\"data\":[{\"embedding\":\"zczMPQAAAL4=\"}],\"model\":\"e\"}".getBytes(UTF_8)));

        assertThat(meter.untold()).isZero();
    }

    @Test
    void leavesAnEventForOthersToRead() {
        UsageMeter meter = new ResponsesMeter();
        ByteBuffer data = ByteBuffer.wrap("{\"response\":{\"usage\":{\"output_tokens\":9}}}".getBytes(UTF_8));
        SseEvent event = new SseEvent("response.completed", data.asReadOnlyBuffer());

        meter.event(event);
        meter.event(event);

        assertThat(meter.usage()).isEqualTo(new Usage(0, 9, 0, 0, 0, 0, 0));
        assertThat(event.data().remaining()).isEqualTo(data.remaining());
    }

    @Test
    void survivesNestingWithoutEnd() {
        UsageMeter meter = new ResponsesMeter();

        meter.event(new SseEvent(
                "response.completed",
                ByteBuffer.wrap("{\"response\":".repeat(100_000).getBytes(UTF_8))));

        assertThat(meter.usage()).isEqualTo(Usage.NONE);
    }

    @Test
    void seesAUsageObjectWhereThereIsOneOnly() {
        List<Boolean> seen = new ArrayList<>();
        for (String json : List.of(
                "{\"usage\":{}}",
                "{ \"usage\" :\n {\"x\":1}",
                "{\"usage\":null}",
                "{\"text\":\"\\\"usage\\\": {\"}",
                "\"usage\"",
                "\"usage",
                "")) {
            seen.add(UsageMark.isIn(ByteBuffer.wrap(json.getBytes(UTF_8))));
        }

        assertThat(seen).containsExactly(true, true, false, false, false, false, false);
    }

    private static UsageMeter meterFor(String name) {
        if (name.startsWith("responses")) {
            return new ResponsesMeter();
        }
        return name.equals("chat-embeddings") ? ChatMeter.ofEmbeddings() : ChatMeter.ofChat();
    }

    private static String told(UsageMeter meter) {
        Usage usage = meter.usage();
        return """
                model=%s
                input=%d
                output=%d
                cacheRead=%d
                cacheWrite5m=%d
                webSearches=%d
                tier=%s
                untold=%d
                """.formatted(
                        meter.model(),
                        usage.input(),
                        usage.output(),
                        usage.cacheRead(),
                        usage.cacheWrite5m(),
                        usage.webSearches(),
                        meter.delivery().tier(),
                        meter.untold());
    }
}
