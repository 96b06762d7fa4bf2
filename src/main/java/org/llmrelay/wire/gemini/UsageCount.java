package org.llmrelay.wire.gemini;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.llmrelay.call.Usage;

/**
 * What Gemini's usage objects have said so far. Each chunk of a stream has one that is cumulative: its fields replace those of earlier ones. Confined to one
 * answer.
 */
final class UsageCount {
    private long prompt;
    private long cached;
    private long toolPrompt;
    private long candidates;
    private long thoughts;
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
                case "promptTokenCount" -> prompt = count(parser, prompt);
                case "cachedContentTokenCount" -> cached = count(parser, cached);
                case "toolUsePromptTokenCount" -> toolPrompt = count(parser, toolPrompt);
                case "candidatesTokenCount" -> candidates = output(parser, candidates);
                case "thoughtsTokenCount" -> thoughts = output(parser, thoughts);
                default -> parser.skipChildren();
            }
        }
    }

    private long output(JsonParser parser, long before) throws IOException {
        told |= parser.hasToken(JsonToken.VALUE_NUMBER_INT);
        return count(parser, before);
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

    /** In the normal form. Gemini counts cached tokens as part of the prompt, and neither thoughts nor what its tools read as part of anything else. */
    Usage usage(long webSearches) {
        long fresh = Math.max(0, prompt - cached);
        return new Usage(fresh + toolPrompt, candidates + thoughts, cached, 0, 0, webSearches, 0);
    }
}
