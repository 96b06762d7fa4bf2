package org.llmrelay.wire.anthropic;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import org.llmrelay.call.Body;
import org.llmrelay.call.Facts;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Operation;
import org.llmrelay.failure.CallerFault;
import org.llmrelay.wire.Reading;
import org.llmrelay.wire.Utf8;

/** Reads the facts of a request, or says what is wrong with it in the words that Anthropic uses. Thread-safe. */
final class RequestReader {
    private static final String NOT_JSON = "The request body is not valid JSON: ";

    private RequestReader() {}

    static Reading read(Operation operation, Headers headers, Body body) {
        if (!Utf8.isProper(body.array())) {
            return unreadable(NOT_JSON + "invalid UTF-8");
        }
        try (RequestScan scan = new RequestScan(body.array())) {
            scan.run();
            String complaint = scan.complaint();
            return complaint == null ? readable(operation, headers, body, scan) : unreadable(complaint);
        } catch (StreamConstraintsException e) {
            return unreadable("The request body nests too deeply, or holds a name or number that is too long");
        } catch (JsonEOFException e) {
            return unreadable(NOT_JSON + "unexpected end");
        } catch (JsonProcessingException e) {
            return unreadable(NOT_JSON + "syntax error" + place(e.getLocation()));
        } catch (IOException e) {
            throw new IllegalStateException("an array of bytes has no input or output", e);
        }
    }

    private static Reading readable(Operation operation, Headers headers, Body body, RequestScan scan) {
        String model = scan.model();
        boolean streamed = scan.isStreamed() && operation == Operation.GENERATE;
        String session = SessionHint.of(headers, scan.userId(), body, scan.cachedPrefix());
        return new Reading.Readable(
                new Facts(model, Families.of(model), scan.modelSpan(), scan.outputLimit(), streamed, session));
    }

    private static Reading unreadable(String detail) {
        return new Reading.Unreadable(new CallerFault.Malformed(detail));
    }

    /** Where the parser stopped. Its own message quotes the body and is left out. */
    private static String place(JsonLocation location) {
        if (location == null) {
            return "";
        }
        return ": line " + location.getLineNr() + " column " + location.getColumnNr();
    }
}
