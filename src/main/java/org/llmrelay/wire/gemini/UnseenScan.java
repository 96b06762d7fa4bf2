package org.llmrelay.wire.gemini;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;
import org.llmrelay.call.Unseen;
import org.llmrelay.wire.UnseenCount;

/** Looks in a request for what the model reads beyond its text, and for tools that Google runs itself. Confined to one request. */
final class UnseenScan {
    private static final Set<String> MEDIA = Set.of("inlineData", "inline_data", "fileData", "file_data");

    /** Tools that the caller runs; whatever else there is may be run by Google. */
    private static final Set<String> OF_CALLER =
            Set.of("functionDeclarations", "function_declarations", "computerUse", "computer_use");

    private final JsonParser parser;
    private final UnseenCount count = new UnseenCount("");

    UnseenScan(JsonParser parser) {
        this.parser = parser;
    }

    /** Steps over the value that the parser stands at, looking for media in it. */
    void skip() throws IOException {
        int depth = parser.currentToken().isStructStart() ? 1 : 0;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.FIELD_NAME && MEDIA.contains(parser.currentName())) {
                count.grows();
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
    }

    /** Reads the name of content that Google keeps. */
    void readKept() throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_NULL)) {
            count.grows();
        }
        parser.skipChildren();
    }

    /** Reads the tools that the parser stands at, one or a list, to their end. */
    void readTools() throws IOException {
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            readTool();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            readTool();
        }
    }

    private void readTool() throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isOfCaller = OF_CALLER.contains(parser.currentName());
            if (parser.nextToken() != JsonToken.VALUE_NULL && !isOfCaller) {
                count.mayUse(Unseen.BOUNDLESS);
            }
            parser.skipChildren();
        }
    }

    /** @param answers how many answers are asked for */
    Unseen unseen(long answers) {
        return count.unseen(answers);
    }
}
