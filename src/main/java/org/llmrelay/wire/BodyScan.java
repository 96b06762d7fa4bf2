package org.llmrelay.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Span;

/**
 * One pass over a request body: strings and numbers are stepped over, only the few that matter become texts. What dialects look for beside the model differs,
 * and how they complain. Confined to one request.
 */
public abstract class BodyScan implements AutoCloseable {
    private static final int LONGEST_MODEL = 256;

    private final JsonParser parser;
    private final Complaints complaints;
    private final Set<String> seen = new HashSet<>();

    private @Nullable String complaint;
    private @Nullable String model;
    private @Nullable Span modelSpan;
    private boolean streamed;

    protected BodyScan(byte[] body, Complaints complaints) throws IOException {
        this.parser = Json.PARSERS.createParser(body);
        this.complaints = complaints;
    }

    /** Reads a value; the parser stands at its first token, and then at its last. */
    @FunctionalInterface
    protected interface FieldReader {
        void read() throws IOException;
    }

    protected final JsonParser parser() {
        return parser;
    }

    /** Reads the whole document. Throws what the parser throws for broken JSON; all else that is wrong is a complaint. */
    public final void run() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            complain(complaints.noObject());
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
        end();
    }

    /** Reads the value of a field of the document's, or steps over it. */
    protected abstract void field(String name) throws IOException;

    /** Requires what has to be there. */
    protected abstract void end();

    /** Two parsers may choose differently among fields of one name, so the upstream might see another request than we do. */
    protected final void once(String name, FieldReader reader) throws IOException {
        if (!seen.add(name)) {
            complain(complaints.twice(name));
        }
        reader.read();
    }

    protected final void require(String name) {
        if (!seen.contains(name)) {
            complain(complaints.missing(name));
        }
    }

    protected final void readModel() throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            wrong(complaints.notA(Complaints.Type.STRING, "model"));
            return;
        }
        int start = tokenStart();
        String text = parser.getText();
        if (text.isEmpty() || text.length() > LONGEST_MODEL) {
            complain(complaints.modelLength(text.length(), LONGEST_MODEL));
        }
        model = text;
        modelSpan = new Span(start, position());
    }

    protected final void readStream() throws IOException {
        JsonToken token = parser.currentToken();
        if (token.isBoolean() || token == JsonToken.VALUE_NULL) {
            streamed = token == JsonToken.VALUE_TRUE;
            return;
        }
        wrong(complaints.notA(Complaints.Type.BOOLEAN, "stream"));
    }

    /** The number of tokens or of something else; one that is too large is the upstream's to refuse. */
    protected final long number(String name) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
            wrong(complaints.notA(Complaints.Type.INTEGER, name));
            return 0;
        }
        boolean isCountable = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        return isCountable ? Math.max(0, Math.min(parser.getLongValue(), Integer.MAX_VALUE)) : Integer.MAX_VALUE;
    }

    /** Complains of the current value, and steps over it. */
    protected final void wrong(String sentence) throws IOException {
        complain(sentence);
        parser.skipChildren();
    }

    protected final void complain(String sentence) {
        if (complaint == null) {
            complaint = sentence;
        }
    }

    /** Where the current token begins in the body. */
    protected final int tokenStart() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    /** Where what was read ends in the body. */
    protected final int position() {
        return (int) parser.currentLocation().getByteOffset();
    }

    /** The first thing that is wrong although the JSON is in order; null when nothing is. */
    public final @Nullable String complaint() {
        return complaint;
    }

    public final String model() {
        return Objects.requireNonNull(model, "a scan without complaint has a model");
    }

    public final Span modelSpan() {
        return Objects.requireNonNull(modelSpan, "a scan without complaint has a model");
    }

    public final boolean isStreamed() {
        return streamed;
    }

    @Override
    public final void close() throws IOException {
        parser.close();
    }
}
