package org.llmrelay.wire.anthropic;

import java.io.IOException;
import org.llmrelay.call.Body;
import org.llmrelay.call.Facts;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Operation;
import org.llmrelay.failure.CallerFault;
import org.llmrelay.wire.JsonFaults;
import org.llmrelay.wire.Reading;
import org.llmrelay.wire.Utf8;

/** Reads the facts of a request, or says what is wrong with it in the words that Anthropic uses. Thread-safe. */
final class RequestReader {
    private RequestReader() {}

    static Reading read(Operation operation, Headers headers, Body body) {
        if (!Utf8.isProper(body.array())) {
            return unreadable(JsonFaults.NOT_UTF_8);
        }
        try (RequestScan scan = new RequestScan(body.array())) {
            scan.run();
            String complaint = scan.complaint();
            return complaint == null ? readable(operation, headers, body, scan) : unreadable(complaint);
        } catch (IOException e) {
            return unreadable(JsonFaults.sentence(e));
        }
    }

    private static Reading readable(Operation operation, Headers headers, Body body, RequestScan scan) {
        String model = scan.model();
        boolean streamed = scan.isStreamed() && operation == Operation.GENERATE;
        String session = SessionHint.of(headers, scan.userId(), body, scan.cachedPrefix());
        return new Reading.Readable(new Facts(
                model, Families.of(model), scan.modelSpan(), scan.outputLimit(), streamed, session, scan.unseen()));
    }

    private static Reading unreadable(String detail) {
        return new Reading.Unreadable(new CallerFault.Malformed(detail));
    }
}
