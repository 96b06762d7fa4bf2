package org.llmrelay.wire;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;

/** Says what a parser found wrong with a request's body. The parser's own words quote the body and are left out. */
public final class JsonFaults {
    private static final String NOT_JSON = "The request body is not valid JSON: ";

    /** For bytes that are no text at all. */
    public static final String NOT_UTF_8 = NOT_JSON + "invalid UTF-8";

    private JsonFaults() {}

    /** One sentence for the caller. */
    public static String sentence(IOException fault) {
        if (fault instanceof StreamConstraintsException) {
            return "The request body nests too deeply, or holds a name or number that is too long";
        }
        if (fault instanceof JsonEOFException) {
            return NOT_JSON + "unexpected end";
        }
        if (fault instanceof JsonProcessingException wrong) {
            return NOT_JSON + "syntax error" + place(wrong.getLocation());
        }
        throw new IllegalStateException("an array of bytes has no input or output", fault);
    }

    private static String place(JsonLocation location) {
        if (location == null) {
            return "";
        }
        return ": line " + location.getLineNr() + " column " + location.getColumnNr();
    }
}
