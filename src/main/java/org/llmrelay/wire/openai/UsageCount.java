package org.llmrelay.wire.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.llmrelay.call.Usage;

/**
 * What OpenAI's usage objects have said so far, in the words of Responses or of Chat Completions. A later object replaces an earlier one. Confined to one
 * answer.
 */
final class UsageCount {
    private long input;
    private long output;
    private long cached;
    private long written;
    private boolean told;

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
                case "input_tokens", "prompt_tokens" -> input = count(parser, input);
                case "output_tokens", "completion_tokens" -> readOutput(parser);
                // The last is DeepSeek's word for it.
                case "cached_tokens", "prompt_cache_hit_tokens" -> cached = count(parser, cached);
                case "cache_write_tokens" -> written = count(parser, written);
                case "input_tokens_details", "prompt_tokens_details" -> read(parser);
                // Among them what the model thought: it is part of the output already.
                default -> parser.skipChildren();
            }
        }
    }

    private void readOutput(JsonParser parser) throws IOException {
        told |= parser.hasToken(JsonToken.VALUE_NUMBER_INT);
        output = count(parser, output);
    }

    /** Whether a number of output tokens was told since the last time that this was asked. */
    boolean wasTold() {
        boolean was = told;
        told = false;
        return was;
    }

    private static long count(JsonParser parser, long before) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_NUMBER_INT)
                || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            parser.skipChildren();
            return before;
        }
        return Math.max(0, parser.getLongValue());
    }

    /** In the normal form: OpenAI's input holds what was read from the cache and what was written to it. */
    Usage usage(long webSearches) {
        long read = Math.min(cached, input);
        long wrote = Math.min(written, input - read);
        return new Usage(input - read - wrote, output, read, wrote, 0, webSearches, 0);
    }
}
