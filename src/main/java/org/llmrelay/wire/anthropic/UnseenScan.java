package org.llmrelay.wire.anthropic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.llmrelay.call.Unseen;
import org.llmrelay.wire.ShortWord;
import org.llmrelay.wire.UnseenCount;

/** Looks in a request for what the model reads beyond its text, and for tools that Anthropic runs itself. Confined to one request. */
final class UnseenScan {
    private static final Set<String> MEDIA = Set.of("image", "document", "container_upload", "file", ShortWord.ODD);

    /** Tools that the caller runs; whatever else there is may be run by Anthropic. */
    private static final List<String> OF_CALLER = List.of("custom", "bash_", "text_editor_", "computer_", "memory_");

    private final JsonParser parser;
    private final byte[] body;
    private final UnseenCount count = new UnseenCount("max_uses of each tool that the provider runs");
    private boolean atType;

    UnseenScan(JsonParser parser, byte[] body) {
        this.parser = parser;
        this.body = body;
    }

    /** Looks at a token of what the model is told. */
    void see(JsonToken token) throws IOException {
        if (token == JsonToken.FIELD_NAME) {
            atType = parser.currentName().equals("type");
            return;
        }
        if (atType && token == JsonToken.VALUE_STRING && MEDIA.contains(ShortWord.at(parser, body))) {
            count.grows();
        }
        atType = false;
    }

    /** Reads the tools that the parser stands at, to their end. */
    void readTools() throws IOException {
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            readTool();
        }
    }

    private void readTool() throws IOException {
        boolean isOfCaller = true;
        long uses = Unseen.BOUNDLESS;
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("type") && value == JsonToken.VALUE_STRING) {
                isOfCaller &= isOfCaller(ShortWord.at(parser, body));
            } else if (name.equals("max_uses") && value == JsonToken.VALUE_NUMBER_INT) {
                uses = Math.max(uses, number());
            }
            parser.skipChildren();
        }
        if (!isOfCaller) {
            count.mayUse(uses);
        }
    }

    private static boolean isOfCaller(String type) {
        return OF_CALLER.stream().anyMatch(type::startsWith);
    }

    private long number() throws IOException {
        boolean isCountable = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        return isCountable ? Math.max(0, parser.getLongValue()) : Integer.MAX_VALUE;
    }

    /** Reads the servers whose tools Anthropic calls: nothing says how often. */
    void readServers() throws IOException {
        if (parser.hasToken(JsonToken.START_ARRAY) && parser.nextToken() != JsonToken.END_ARRAY) {
            count.mayUse(Unseen.BOUNDLESS);
            skipElements();
        } else if (parser.hasToken(JsonToken.START_OBJECT)) {
            parser.skipChildren();
        }
    }

    private void skipElements() throws IOException {
        while (!parser.hasToken(JsonToken.END_ARRAY)) {
            parser.skipChildren();
            parser.nextToken();
        }
    }

    /** Reads how the context is to be kept small: a summary is one more answer. */
    void readContextManagement() throws IOException {
        int depth = parser.currentToken().isStructStart() ? 1 : 0;
        boolean atEdit = false;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (atEdit && token == JsonToken.VALUE_STRING && isSummary(ShortWord.at(parser, body))) {
                count.mayUse(1);
            }
            atEdit = token == JsonToken.FIELD_NAME && parser.currentName().equals("type");
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
    }

    private static boolean isSummary(String type) {
        return type.startsWith("compact") || type.equals(ShortWord.ODD);
    }

    Unseen unseen() {
        return count.unseen(1);
    }
}
