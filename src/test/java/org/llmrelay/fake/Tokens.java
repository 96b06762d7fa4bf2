package org.llmrelay.fake;

/**
 * What a scripted message says it used.
 *
 * @param input without what concerns the cache
 */
public record Tokens(long input, CacheWrites written, long cacheRead, long output, ServerTools serverTools) {

    /** Numbers that show in any sum which of them went in. */
    public static final Tokens USUAL = new Tokens(2095, new CacheWrites(1024, 512), 18432, 503, new ServerTools(0, 0));

    /** Tokens written to the cache, by how long they live. */
    public record CacheWrites(long fiveMinutes, long oneHour) {}

    /** Calls of the provider's own tools. */
    public record ServerTools(long webSearches, long webFetches) {}

    public Tokens withServerTools(long webSearches, long webFetches) {
        return new Tokens(input, written, cacheRead, output, new ServerTools(webSearches, webFetches));
    }

    /** At the start of a stream, when one token has been produced. */
    String atStart() {
        return counts(1) + split() + ",\"service_tier\":\"standard\",\"inference_geo\":\"not_available\"}";
    }

    /** Cumulative, after {@code soFar} output tokens. */
    String upTo(long soFar) {
        return counts(soFar) + tools() + "}";
    }

    /** Of a message in one piece. */
    String whole() {
        return counts(output) + split() + tools()
                + ",\"service_tier\":\"standard\",\"inference_geo\":\"not_available\"}";
    }

    private String counts(long produced) {
        return "{\"input_tokens\":%d,\"cache_creation_input_tokens\":%d,\"cache_read_input_tokens\":%d,\"output_tokens\":%d"
                .formatted(input, written.fiveMinutes() + written.oneHour(), cacheRead, produced);
    }

    private String split() {
        return ",\"cache_creation\":{\"ephemeral_5m_input_tokens\":%d,\"ephemeral_1h_input_tokens\":%d}"
                .formatted(written.fiveMinutes(), written.oneHour());
    }

    private String tools() {
        if (serverTools.webSearches() + serverTools.webFetches() == 0) {
            return "";
        }
        return ",\"server_tool_use\":{\"web_search_requests\":%d,\"web_fetch_requests\":%d}"
                .formatted(serverTools.webSearches(), serverTools.webFetches());
    }
}
