package org.llmrelay.wire.anthropic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Span;
import org.llmrelay.call.Unseen;
import org.llmrelay.wire.Json;

/**
 * One pass over a request body: strings and numbers are stepped over, only the few that matter become texts. Confined to one request.
 */
final class RequestScan implements AutoCloseable {
    private static final int LONGEST_MODEL = 256;

    private final JsonParser parser;
    private final Set<String> seen = new HashSet<>();

    private @Nullable String complaint;
    private @Nullable String model;
    private @Nullable Span modelSpan;
    private boolean streamed;
    private long outputLimit;
    private @Nullable String userId;
    private @Nullable Span markedSystem;
    private @Nullable Span firstMessage;
    private boolean messagesMarked;
    private final UnseenScan unseen;

    RequestScan(byte[] body) throws IOException {
        parser = Json.PARSERS.createParser(body);
        unseen = new UnseenScan(parser, body);
    }

    /** Reads the whole document. Throws what the parser throws for broken JSON; all else that is wrong is a complaint. */
    void run() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            complain("The request body is not a JSON object");
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            field(name);
        }
        if (parser.nextToken() != null) {
            complain("The request body is not valid JSON: there is more after its end");
        }
        require("model");
        require("messages");
    }

    private void field(String name) throws IOException {
        switch (name) {
            case "model" -> once(name, this::readModel);
            case "messages" -> once(name, this::readMessages);
            case "system" -> once(name, this::readSystem);
            case "stream" -> once(name, this::readStream);
            case "metadata" -> once(name, this::readMetadata);
            case "max_tokens" -> once(name, this::readMaxTokens);
            case "tools" -> unseen.readTools();
            case "mcp_servers" -> unseen.readServers();
            case "context_management" -> unseen.readContextManagement();
            default -> parser.skipChildren();
        }
    }

    /** Two parsers may choose differently among fields of one name, so the upstream might see another request than we do. */
    private void once(String name, FieldReader reader) throws IOException {
        if (!seen.add(name)) {
            complain(name + ": Field appears more than once");
        }
        reader.read();
    }

    private interface FieldReader {
        void read() throws IOException;
    }

    private void readModel() throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            complain("model: Input should be a valid string");
            parser.skipChildren();
            return;
        }
        int start = tokenStart();
        String text = parser.getText();
        if (text.isEmpty()) {
            complain("model: String should have at least 1 character");
        }
        if (text.length() > LONGEST_MODEL) {
            complain("model: String should have at most " + LONGEST_MODEL + " characters");
        }
        model = text;
        modelSpan = new Span(start, position());
    }

    private void readStream() throws IOException {
        JsonToken token = parser.currentToken();
        if (token.isBoolean() || token == JsonToken.VALUE_NULL) {
            streamed = token == JsonToken.VALUE_TRUE;
            return;
        }
        complain("stream: Input should be a valid boolean");
        parser.skipChildren();
    }

    private void readMaxTokens() throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
            complain("max_tokens: Input should be a valid integer");
            parser.skipChildren();
            return;
        }
        // A number that is too large is the upstream's to refuse.
        boolean isCountable = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        outputLimit = isCountable ? Math.max(0, Math.min(parser.getLongValue(), Integer.MAX_VALUE)) : Integer.MAX_VALUE;
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
            complain("messages: Input should be a valid list");
            parser.skipChildren();
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
            complain("messages." + index + ": Input should be a valid dictionary");
            parser.skipChildren();
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

    private int tokenStart() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private int position() {
        return (int) parser.currentLocation().getByteOffset();
    }

    private void require(String name) {
        if (!seen.contains(name)) {
            complain(name + ": Field required");
        }
    }

    private void complain(String sentence) {
        if (complaint == null) {
            complaint = sentence;
        }
    }

    /** The first thing that is wrong although the JSON is in order; null when nothing is. */
    @Nullable
    String complaint() {
        return complaint;
    }

    String model() {
        return Objects.requireNonNull(model, "a scan without complaint has a model");
    }

    Span modelSpan() {
        return Objects.requireNonNull(modelSpan, "a scan without complaint has a model");
    }

    boolean isStreamed() {
        return streamed;
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

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
