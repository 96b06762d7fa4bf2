package org.llmrelay.wire.anthropic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Span;
import org.llmrelay.call.Unseen;
import org.llmrelay.wire.BodyScan;

/** Reads what a request of Messages says. Confined to one request. */
final class RequestScan extends BodyScan {
    private static final FieldComplaints COMPLAINTS = new FieldComplaints();

    private final JsonParser parser;
    private long outputLimit;
    private @Nullable String userId;
    private @Nullable Span markedSystem;
    private @Nullable Span firstMessage;
    private boolean messagesMarked;
    private final UnseenScan unseen;

    RequestScan(byte[] body) throws IOException {
        super(body, COMPLAINTS);
        parser = parser();
        unseen = new UnseenScan(parser, body);
    }

    @Override
    protected void end() {
        require("model");
        require("messages");
    }

    @Override
    protected void field(String name) throws IOException {
        switch (name) {
            case "model" -> once(name, this::readModel);
            case "messages" -> once(name, this::readMessages);
            case "system" -> once(name, this::readSystem);
            case "stream" -> once(name, this::readStream);
            case "metadata" -> once(name, this::readMetadata);
            case "max_tokens" -> once(name, () -> outputLimit = number(name));
            case "tools" -> unseen.readTools();
            case "mcp_servers" -> unseen.readServers();
            case "context_management" -> unseen.readContextManagement();
            default -> parser.skipChildren();
        }
    }

    long outputLimit() {
        return outputLimit;
    }

    private void readSystem() throws IOException {
        int start = tokenStart();
        if (skipLookingForMarks()) {
            markedSystem = new Span(start, position());
        }
    }

    private void readMessages() throws IOException {
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            wrong(FieldComplaints.notA("list", "messages"));
            return;
        }
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            readMessage(count);
            count++;
        }
        if (count == 0) {
            complain("messages: at least one message is required");
        }
    }

    private void readMessage(int index) throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            wrong(FieldComplaints.notA("dictionary", "messages." + index));
            return;
        }
        int start = index == 0 ? tokenStart() : 0;
        messagesMarked |= skipLookingForMarks();
        if (index == 0) {
            firstMessage = new Span(start, position());
        }
    }

    private void readMetadata() throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isUserId = parser.currentName().equals("user_id");
            if (parser.nextToken() == JsonToken.VALUE_STRING && isUserId) {
                userId = parser.getText();
            } else {
                parser.skipChildren();
            }
        }
    }

    /** Steps over the current value; returns whether a mark for the provider's cache stands somewhere in it. */
    private boolean skipLookingForMarks() throws IOException {
        boolean marked = false;
        int depth = parser.currentToken().isStructStart() ? 1 : 0;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            unseen.see(token);
            if (token == JsonToken.FIELD_NAME) {
                marked |= parser.currentName().equals("cache_control");
            } else if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            }
        }
        return marked;
    }

    Unseen unseen() {
        return unseen.unseen();
    }

    /** What {@code metadata.user_id} says. */
    @Nullable
    String userId() {
        return userId;
    }

    /** The part of the body that the provider is asked to cache and that a conversation keeps; null when it asks for none. */
    @Nullable
    Span cachedPrefix() {
        if (markedSystem != null) {
            return markedSystem;
        }
        return messagesMarked ? firstMessage : null;
    }
}
