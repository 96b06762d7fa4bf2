package org.llmrelay.wire.openai;

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
    private static final long MOST_TOKENS = Integer.MAX_VALUE;

    private final Shape shape;
    private final JsonParser parser;
    private final Set<String> seen = new HashSet<>();

    private @Nullable String complaint;
    private @Nullable String model;
    private @Nullable Span modelSpan;
    private boolean streamed;
    private boolean usageInStream;
    private long limit;
    private long choices = 1;
    private @Nullable String conversation;
    private @Nullable String cacheKey;
    private @Nullable Span opening;
    private final UnseenScan unseen;

    RequestScan(Shape shape, byte[] body) throws IOException {
        this.shape = shape;
        this.parser = Json.PARSERS.createParser(body);
        this.unseen = new UnseenScan(parser, body);
    }

    /** Reads the whole document. Throws what the parser throws for broken JSON; all else that is wrong is a complaint. */
    void run() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            complain("The request body must be a JSON object.");
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
        if (shape.required()) {
            require(shape.items());
        }
    }

    private void field(String name) throws IOException {
        if (name.equals(shape.items())) {
            once(name, this::readItems);
            return;
        }
        if (shape.limits().contains(name)) {
            once(name, () -> limit = Math.max(limit, number(name)));
            return;
        }
        switch (name) {
            case "model" -> once(name, this::readModel);
            case "stream" -> once(name, this::readStream);
            case "n" -> once(name, () -> choices = Math.max(1, number(name)));
            case "prompt_cache_key" -> once(name, () -> cacheKey = text());
            case "conversation" -> once(name, this::readConversation);
            case "stream_options" -> once(name, this::readStreamOptions);
            case "max_tool_calls" -> once(name, this::readToolCalls);
            default -> {
                if (!unseen.reads(name)) {
                    parser.skipChildren();
                }
            }
        }
    }

    /** Two parsers may choose differently among fields of one name, so the upstream might see another request than we do. */
    private void once(String name, FieldReader reader) throws IOException {
        if (!seen.add(name)) {
            complain("Duplicate parameter: '" + name + "'.");
        }
        reader.read();
    }

    private interface FieldReader {
        void read() throws IOException;
    }

    private void readModel() throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            wrongType("model", "a string");
            return;
        }
        int start = tokenStart();
        String text = parser.getText();
        if (text.isEmpty() || text.length() > LONGEST_MODEL) {
            complain("Invalid 'model': expected a string of 1 to " + LONGEST_MODEL + " characters.");
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
        wrongType("stream", "a boolean");
    }

    /** A number that is too large is the upstream's to refuse. */
    private long number(String name) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_NULL)) {
            return 0;
        }
        if (!parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
            wrongType(name, "an integer");
            return 0;
        }
        boolean isCountable = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        return isCountable ? Math.max(0, Math.min(parser.getLongValue(), MOST_TOKENS)) : MOST_TOKENS;
    }

    private void readToolCalls() throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_NULL)) {
            unseen.mayUseAtMost(number("max_tool_calls"));
        }
    }

    private void readStreamOptions() throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isUsage = parser.currentName().equals("include_usage");
            if (parser.nextToken() == JsonToken.VALUE_TRUE && isUsage) {
                usageInStream = true;
            }
            parser.skipChildren();
        }
    }

    /** An id, or an object that holds one. */
    private void readConversation() throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_NULL)) {
            unseen.goesOn();
        }
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            conversation = text();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isId = parser.currentName().equals("id");
            parser.nextToken();
            if (isId) {
                conversation = text();
            } else {
                parser.skipChildren();
            }
        }
    }

    private @Nullable String text() throws IOException {
        if (parser.hasToken(JsonToken.VALUE_STRING)) {
            return parser.getText();
        }
        parser.skipChildren();
        return null;
    }

    private void readItems() throws IOException {
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            if (shape.listed()) {
                wrongType(shape.items(), "an array of objects");
            }
            parser.skipChildren();
            return;
        }
        int start = -1;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            start = start < 0 ? tokenStart() : start;
            if (isOfUser() && opening == null) {
                opening = new Span(start, position());
            }
        }
        if (start < 0 && shape.listed()) {
            complain("Invalid '" + shape.items() + "': empty array. Expected at least one element.");
        }
    }

    /** Steps over one item; returns whether it is something that the user said. */
    private boolean isOfUser() throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            parser.skipChildren();
            return false;
        }
        boolean users = false;
        UnseenScan.Item item = unseen.new Item();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_STRING && name.equals("role")) {
                users = parser.getText().equals("user");
            } else {
                item.read(name);
            }
        }
        item.end();
        return users;
    }

    Unseen unseen() {
        return unseen.unseen(shape.writes() ? choices : 0);
    }

    private int tokenStart() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private int position() {
        return (int) parser.currentLocation().getByteOffset();
    }

    private void require(String name) {
        if (!seen.contains(name)) {
            complain("Missing required parameter: '" + name + "'.");
        }
    }

    private void wrongType(String name, String expected) throws IOException {
        complain("Invalid type for '" + name + "': expected " + expected + ".");
        parser.skipChildren();
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

    /** Whether the last chunk of a stream is to tell the usage. */
    boolean wantsUsageInStream() {
        return usageInStream;
    }

    /** How many tokens the answer may have in all its choices, or 0 where the request does not say. */
    long outputLimit() {
        return Math.min(MOST_TOKENS, limit * Math.min(choices, MOST_TOKENS));
    }

    /** What the caller calls the conversation, or what it shares a cache by; null where it names neither. */
    @Nullable
    String conversation() {
        return conversation == null ? cacheKey : conversation;
    }

    /** The part of the body that a conversation keeps: what the model was told up to the first word of the user. */
    @Nullable
    Span opening() {
        return opening;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
