package org.llmrelay.wire.openai;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Body;
import org.llmrelay.call.Facts;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.CallerFault;
import org.llmrelay.wire.JsonFaults;
import org.llmrelay.wire.PrefixHash;
import org.llmrelay.wire.Reading;
import org.llmrelay.wire.Utf8;

/** Reads the facts of a request, or says what is wrong with it in the words that OpenAI uses. Thread-safe. */
final class RequestReader {
    /** Where clients name the session; what they name first is the narrowest. */
    private static final List<String> SESSION_HEADERS =
            List.of("session-id", "session_id", "thread-id", "x-session-id");

    /** Anything longer is no id; it would only make long keys in the store. */
    private static final int LONGEST_ID = 128;

    /** A dated model is limited together with the one that it is a version of. */
    private static final Pattern DATE = Pattern.compile("-20\\d\\d-\\d\\d-\\d\\d$");

    private RequestReader() {}

    static Reading read(Shape shape, Headers headers, Body body) {
        if (!Utf8.isProper(body.array())) {
            return unreadable(JsonFaults.NOT_UTF_8);
        }
        try (RequestScan scan = new RequestScan(shape, body.array())) {
            scan.run();
            String complaint = scan.complaint();
            return complaint == null ? new Reading.Readable(facts(shape, headers, body, scan)) : unreadable(complaint);
        } catch (IOException e) {
            return unreadable(JsonFaults.sentence(e));
        }
    }

    /** The family of a model: itself, whatever day's release is asked for. */
    static String family(String model) {
        return DATE.matcher(model).replaceFirst("");
    }

    private static Facts facts(Shape shape, Headers headers, Body body, RequestScan scan) {
        String model = scan.model();
        return new Facts(
                model,
                family(model),
                scan.modelSpan(),
                scan.outputLimit(),
                shape.streams() && scan.isStreamed(),
                session(headers, body, scan),
                scan.unseen(),
                scan.wantsUsageInStream());
    }

    private static @Nullable String session(Headers headers, Body body, RequestScan scan) {
        Optional<String> id = Stream.concat(
                        SESSION_HEADERS.stream().flatMap(name -> headers.first(name).stream()),
                        Stream.ofNullable(scan.conversation()))
                .map(String::strip)
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST_ID)
                .findFirst();
        if (id.isPresent()) {
            return "session:" + id.get();
        }
        return scan.opening() == null ? null : "prefix:" + PrefixHash.of(body, scan.opening());
    }

    private static Reading unreadable(String detail) {
        return new Reading.Unreadable(new CallerFault.Malformed(detail));
    }
}
