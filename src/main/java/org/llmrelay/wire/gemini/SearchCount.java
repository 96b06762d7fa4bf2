package org.llmrelay.wire.gemini;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** How many searches were run for an answer, by the queries that its candidates name. Chunks may repeat them: the longest list counts. Confined to one answer. */
final class SearchCount {
    /** Where the queries stand. */
    static final String QUERIES = "webSearchQueries";

    /** How much deeper than the answer's own members. */
    static final int DEPTH = 3;

    private long most;

    /** Reads the candidates that the parser stands at, to their end; steps over anything else. */
    void readCandidates(JsonParser parser) throws IOException {
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != null && !parser.hasToken(JsonToken.END_ARRAY)) {
            readObject(parser);
        }
    }

    private void readObject(JsonParser parser) throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "groundingMetadata" -> readObject(parser);
                case QUERIES -> readQueries(parser);
                default -> parser.skipChildren();
            }
        }
    }

    /** Reads the list that the parser stands at. Empty queries are not charged. */
    void readQueries(JsonParser parser) throws IOException {
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            parser.skipChildren();
            return;
        }
        long count = 0;
        while (parser.nextToken() != null && !parser.hasToken(JsonToken.END_ARRAY)) {
            boolean isQuery = parser.hasToken(JsonToken.VALUE_STRING) && parser.getTextLength() > 0;
            count += isQuery ? 1 : 0;
            parser.skipChildren();
        }
        most = Math.max(most, count);
    }

    long searches() {
        return most;
    }
}
