package org.llmrelay.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.llmrelay.call.Usage;

/** Tokens and searches; the parts do not overlap. */
record UsageBody(
        long inputTokens,
        long outputTokens,
        long cacheReadTokens,
        @JsonProperty("cache_write_5m_tokens") long cacheWrite5mTokens,
        @JsonProperty("cache_write_1h_tokens") long cacheWrite1hTokens,
        long webSearches,
        long webFetches) {

    static UsageBody of(Usage usage) {
        return new UsageBody(
                usage.input(),
                usage.output(),
                usage.cacheRead(),
                usage.cacheWrite5m(),
                usage.cacheWrite1h(),
                usage.webSearches(),
                usage.webFetches());
    }
}
