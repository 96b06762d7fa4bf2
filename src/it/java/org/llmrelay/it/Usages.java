package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.llmrelay.fake.Tokens;

/** Usage as the admin API shows it. */
final class Usages {
    private Usages() {}

    /** Requires all that a script told, with so many output tokens. */
    static void require(JsonNode usage, Tokens tokens, long output) {
        requireTimes(usage, tokens, output, 1);
    }

    /** Requires all that a script told at its start, and more output than that, which is marked as estimated. */
    static void requireEstimated(JsonNode call, Tokens tokens) {
        long output = call.path("usage").path("output_tokens").asLong();
        assertThat(output).isBetween(2L, 100L);
        assertThat(call.path("estimated").toString()).isEqualTo("[\"output_tokens\"]");
        require(call.path("usage"), tokens, output);
    }

    static void requireTimes(JsonNode usage, Tokens tokens, long output, int times) {
        assertThat(usage.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "input_tokens",
                        "output_tokens",
                        "cache_read_tokens",
                        "cache_write_5m_tokens",
                        "cache_write_1h_tokens",
                        "web_searches",
                        "web_fetches");
        assertThat(usage.path("input_tokens").asLong()).isEqualTo(times * tokens.input());
        assertThat(usage.path("output_tokens").asLong()).isEqualTo(times * output);
        assertThat(usage.path("cache_read_tokens").asLong()).isEqualTo(times * tokens.cacheRead());
        assertThat(usage.path("cache_write_5m_tokens").asLong())
                .isEqualTo(times * tokens.written().fiveMinutes());
        assertThat(usage.path("cache_write_1h_tokens").asLong())
                .isEqualTo(times * tokens.written().oneHour());
        assertThat(usage.path("web_searches").asLong())
                .isEqualTo(times * tokens.serverTools().webSearches());
        assertThat(usage.path("web_fetches").asLong())
                .isEqualTo(times * tokens.serverTools().webFetches());
    }

    static void requireNone(JsonNode usage) {
        assertThat(usage).isNotEmpty().allSatisfy(count -> assertThat(count.asLong())
                .isZero());
    }
}
