package org.llmrelay.wire.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Span;
import org.llmrelay.call.Unseen;
import org.llmrelay.wire.BodyScan;

/** Reads what a request of one of OpenAI's dialects says. Confined to one request. */
final class RequestScan extends BodyScan {
    private static final FieldComplaints COMPLAINTS = new FieldComplaints();
    private static final long MOST_TOKENS = Integer.MAX_VALUE;

    private final Shape shape;
    private final JsonParser parser;

    private boolean usageInStream;
    private long limit;
    private long choices = 1;
    private @Nullable String conversation;
    private @Nullable String cacheKey;
    private @Nullable Span opening;
    private final UnseenScan unseen;

    RequestScan(Shape shape, byte[] body) throws IOException {
        super(body, COMPLAINTS);
        this.shape = shape;
        this.parser = parser();
        this.unseen = new UnseenScan(parser, body);
    }

    @Override
    protected void end() {
        require("model");
        if (shape.required()) {
            require(shape.items());
        }
    }

    @Override
    protected void field(String name) throws IOException {
        if (name.equals(shape.items())) {
            once(name, this::readItems);
            return;
        }
        if (shape.limits().contains(name)) {
            once(name, () -> limit = Math.max(limit, numberOrNull(name)));
            return;
        }
        switch (name) {
            case "model" -> once(name, this::readModel);
            case "stream" -> once(name, this::readStream);
            case "n" -> once(name, () -> choices = Math.max(1, numberOrNull(name)));
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

    private long numberOrNull(String name) throws IOException {
        return parser.hasToken(JsonToken.VALUE_NULL) ? 0 : number(name);
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
                complain(FieldComplaints.notA("an array of objects", shape.items()));
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
}
