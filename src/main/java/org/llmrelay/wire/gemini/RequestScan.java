package org.llmrelay.wire.gemini;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Span;
import org.llmrelay.call.Unseen;
import org.llmrelay.wire.Json;

/**
 * One pass over a request body, with or without the envelope of Code Assist: strings and numbers are stepped over, only the few that matter become texts.
 * Names count in both forms that Google takes, {@code camelCase} and {@code snake_case}. Confined to one request.
 */
final class RequestScan implements AutoCloseable {
    private static final int LONGEST_MODEL = 256;

    private final JsonParser parser;
    private final boolean enveloped;
    private final Set<String> seen = new HashSet<>();

    private @Nullable String complaint;
    private @Nullable String model;
    private Span modelSpan = new Span(0, 0);
    private long outputLimit;
    private long candidates = 1;
    private @Nullable String sessionId;
    private @Nullable Span systemInstruction;
    private @Nullable Span firstContent;
    private int contents;
    private final UnseenScan unseen;

    /** @param enveloped whether the request itself is a member of the document, beside the model */
    RequestScan(byte[] body, boolean enveloped) throws IOException {
        this.parser = Json.PARSERS.createParser(body);
        this.unseen = new UnseenScan(parser);
        this.enveloped = enveloped;
    }

    /** Reads the whole document. Throws what the parser throws for broken JSON; all else that is wrong is a complaint. */
    void run() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            complain("Invalid JSON payload received. The root is not an object");
            return;
        }
        readMembers(enveloped ? this::envelopeField : this::field);
        if (parser.nextToken() != null) {
            complain("Invalid JSON payload received. There is more after its end");
        }
    }

    private interface FieldReader {
        void read(String name) throws IOException;
    }

    private interface ValueReader {
        void read() throws IOException;
    }

    /** Reads the members of the object that the parser stands at, to its end; steps over anything else. */
    private void readMembers(FieldReader reader) throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            reader.read(name);
        }
    }

    private void envelopeField(String name) throws IOException {
        switch (name) {
            case "model" -> once(name, () -> readModel(name));
            case "request" -> once(name, () -> readMembers(this::requestField));
            case "project" -> once(name, parser::skipChildren);
            default -> parser.skipChildren();
        }
    }

    /** When tokens are counted, the model stands within the request. */
    private void requestField(String name) throws IOException {
        switch (name) {
            case "model" -> once("request.model", () -> readModel("request.model"));
            case "session_id", "sessionId" -> once("request.session_id", this::readSessionId);
            default -> field(name);
        }
    }

    private void field(String name) throws IOException {
        switch (name) {
            case "contents" -> once(name, this::readContents);
            case "systemInstruction", "system_instruction" -> once("system_instruction", this::readSystem);
            case "generationConfig", "generation_config" ->
                once("generation_config", () -> readMembers(this::generationField));
            case "tools" -> unseen.readTools();
            // What embeddings are made of.
            case "content", "requests" -> unseen.skip();
            case "cachedContent", "cached_content" -> unseen.readKept();
            default -> parser.skipChildren();
        }
    }

    private void generationField(String name) throws IOException {
        switch (name) {
            case "maxOutputTokens", "max_output_tokens" ->
                once("generation_config.max_output_tokens", () -> outputLimit = number());
            case "candidateCount", "candidate_count" ->
                once("generation_config.candidate_count", () -> candidates = number());
            default -> parser.skipChildren();
        }
    }

    /** Two parsers may choose differently among fields of one name, so the upstream might see another request than we do. */
    private void once(String name, ValueReader reader) throws IOException {
        if (!seen.add(name)) {
            complain("Invalid JSON payload received. The field '" + name + "' is set more than once");
        }
        reader.read();
    }

    private void readModel(String name) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            complain("Invalid value at '" + name + "' (TYPE_STRING)");
            parser.skipChildren();
            return;
        }
        int start = tokenStart();
        String text = parser.getText();
        if (text.isEmpty() || text.length() > LONGEST_MODEL) {
            complain("Invalid value at '" + name + "': 1 to " + LONGEST_MODEL + " characters");
        }
        if (model != null) {
            complain("Invalid JSON payload received. The model is set more than once");
        }
        model = text;
        modelSpan = new Span(start, position());
    }

    private void readSessionId() throws IOException {
        if (parser.hasToken(JsonToken.VALUE_STRING)) {
            sessionId = parser.getText();
        }
        parser.skipChildren();
    }

    private void readSystem() throws IOException {
        int start = tokenStart();
        boolean told = !parser.hasToken(JsonToken.VALUE_NULL);
        unseen.skip();
        systemInstruction = told ? new Span(start, position()) : null;
    }

    private void readContents() throws IOException {
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            unseen.skip();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int start = contents == 0 ? tokenStart() : 0;
            unseen.skip();
            if (contents == 0 && parser.currentToken().isStructEnd()) {
                firstContent = new Span(start, position());
            }
            contents++;
        }
    }

    /** Google takes numbers as strings too. What is no number is the upstream's to refuse. */
    private long number() throws IOException {
        double number = parser.getValueAsDouble(0);
        parser.skipChildren();
        return (long) Math.max(0, Math.min(number, Integer.MAX_VALUE));
    }

    /** @param writes whether the model writes something */
    Unseen unseen(boolean writes) {
        return unseen.unseen(writes ? Math.max(1, candidates) : 0);
    }

    private int tokenStart() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private int position() {
        return (int) parser.currentLocation().getByteOffset();
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

    /** The model that an envelope names, or null. */
    @Nullable
    String model() {
        return model;
    }

    Span modelSpan() {
        return modelSpan;
    }

    /** For all candidates together, or 0 where the request does not say. */
    long outputLimit() {
        return Math.min(outputLimit * Math.max(1, candidates), Integer.MAX_VALUE);
    }

    @Nullable
    String sessionId() {
        return sessionId;
    }

    @Nullable
    Span systemInstruction() {
        return systemInstruction;
    }

    @Nullable
    Span firstContent() {
        return firstContent;
    }

    /** How many turns the conversation has. */
    int contents() {
        return contents;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
