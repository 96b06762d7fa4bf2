package org.llmrelay.wire.anthropic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.llmrelay.call.Delivery;
import org.llmrelay.call.Usage;

/**
 * What Anthropic's usage objects have said so far. A later object is cumulative: its fields replace those of earlier ones, and fields that it leaves out stay.
 * Confined to one answer.
 */
final class UsageCount {
    private static final int LONGEST_WORD = 32;

    private int tellings;
    private long input;
    private long output;
    private long cacheRead;
    private long cacheWrite;
    private long cacheWrite5m;
    private long cacheWrite1h;
    private long webSearches;
    private long webFetches;
    private String tier = "";
    private String speed = "";
    private String region = "";

    /** Reads the usage object that the parser stands at, to its end; steps over anything else. */
    void read(JsonParser parser) throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "input_tokens" -> input = count(parser, input);
                case "output_tokens" -> readOutput(parser);
                case "cache_read_input_tokens" -> cacheRead = count(parser, cacheRead);
                case "cache_creation_input_tokens" -> cacheWrite = count(parser, cacheWrite);
                case "ephemeral_5m_input_tokens" -> cacheWrite5m = count(parser, cacheWrite5m);
                case "ephemeral_1h_input_tokens" -> cacheWrite1h = count(parser, cacheWrite1h);
                case "web_search_requests" -> webSearches = count(parser, webSearches);
                case "web_fetch_requests" -> webFetches = count(parser, webFetches);
                case "service_tier" -> tier = word(parser, tier);
                case "speed" -> speed = word(parser, speed);
                case "inference_geo" -> region = word(parser, region);
                case "cache_creation", "server_tool_use" -> read(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private void readOutput(JsonParser parser) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
            tellings++;
        }
        output = count(parser, output);
    }

    /** How often a number of output tokens was told. */
    int tellings() {
        return tellings;
    }

    private static long count(JsonParser parser, long before) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_NUMBER_INT)
                || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            parser.skipChildren();
            return before;
        }
        return Math.max(0, parser.getLongValue());
    }

    private static String word(JsonParser parser, String before) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_STRING) && parser.getTextLength() <= LONGEST_WORD) {
            return parser.getText();
        }
        parser.skipChildren();
        return before;
    }

    Delivery delivery() {
        return new Delivery(tier, speed, region);
    }

    /** In the normal form. Cache writes that are not told apart by their time to live count as the shorter kind, which is the default. */
    Usage usage() {
        long untold = Math.max(0, cacheWrite - cacheWrite5m - cacheWrite1h);
        return new Usage(input, output, cacheRead, cacheWrite5m + untold, cacheWrite1h, webSearches, webFetches);
    }
}
