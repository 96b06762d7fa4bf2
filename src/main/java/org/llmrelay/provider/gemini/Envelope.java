package org.llmrelay.provider.gemini;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Body;
import org.llmrelay.call.Span;

/** Writes into the envelope of Code Assist what depends on the account, and leaves everything else as it came. Thread-safe. */
final class Envelope {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();
    private static final String PROJECT = "project";
    private static final String RESOURCE = "models/";

    private Envelope() {}

    /** The body with another model in the form that it had, which may be a resource's name; {@code place}: where its literal stands. */
    static Body withModel(Body body, Span place, String model) {
        String was = new String(body.array(), place.start(), place.length(), StandardCharsets.UTF_8);
        return body.replacing(place, literal(was.startsWith(RESOURCE, 1) ? RESOURCE + model : model));
    }

    /** The body with this project, whether it had one or not. The body must be a JSON object. */
    static Body withProject(Body body, String project) {
        try (JsonParser parser = JSON.createParser(body.array())) {
            parser.nextToken();
            int opened = position(parser);
            Span place = projectIn(parser);
            if (place != null) {
                return body.replacing(place, literal(project));
            }
            String member = "\"" + PROJECT + "\":" + new String(literal(project), StandardCharsets.UTF_8) + ",";
            return body.replacing(new Span(opened, opened), member.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("a body that was read once cannot be read again", e);
        }
    }

    private static @Nullable Span projectIn(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = parser.currentName().equals(PROJECT);
            parser.nextToken();
            int start = (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            if (found) {
                // Scalars are read lazily: the parser knows their end once they are asked for.
                parser.finishToken();
                return new Span(start, position(parser));
            }
        }
        return null;
    }

    private static int position(JsonParser parser) {
        return (int) parser.currentLocation().getByteOffset();
    }

    private static byte[] literal(String text) {
        String quoted = '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
        return quoted.getBytes(StandardCharsets.UTF_8);
    }
}
