package org.llmrelay.provider.anthropic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads the type out of an error that comes as an event: {@code {"type":"error","error":{"type":…}}}. Thread-safe. */
final class ErrorEvent {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private ErrorEvent() {}

    /** The type, or an empty text where the event does not tell one. */
    static String typeIn(ByteBuffer data) {
        byte[] json = new byte[data.remaining()];
        data.get(data.position(), json);
        try (JsonParser parser = JSON.createParser(json)) {
            if (enter(parser, "error") && enter(parser, "type")) {
                return parser.hasToken(JsonToken.VALUE_STRING) ? parser.getText() : "";
            }
        } catch (IOException e) {
            // Broken JSON tells no type.
        }
        return "";
    }

    /** Steps into the object that comes next or is current, to the value of one of its members. */
    private static boolean enter(JsonParser parser, String member) throws IOException {
        if (!parser.hasCurrentToken()) {
            parser.nextToken();
        }
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            return false;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = parser.currentName().equals(member);
            parser.nextToken();
            if (found) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }
}
