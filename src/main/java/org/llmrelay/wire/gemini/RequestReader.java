package org.llmrelay.wire.gemini;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Body;
import org.llmrelay.call.Facts;
import org.llmrelay.call.Span;
import org.llmrelay.failure.CallerFault;
import org.llmrelay.wire.Reading;
import org.llmrelay.wire.Utf8;

/** Reads the facts of a request, or says what is wrong with it in the words that Google uses. Thread-safe. */
final class RequestReader {
    private static final String NOT_JSON = "Invalid JSON payload received. ";
    private static final String STREAM = "streamGenerateContent";
    private static final Set<String> EMBEDDINGS = Set.of("embedContent", "batchEmbedContents");
    private static final String RESOURCE = "models/";

    private RequestReader() {}

    /** A request whose path names the model. */
    static Reading read(GeminiPath path, Body body) {
        return read(body, false, scan -> facts(path.model(), new Span(0, 0), path.method(), scan, body));
    }

    /** A request in the envelope of Code Assist. */
    static Reading readEnvelope(String method, Body body) {
        return read(body, true, scan -> {
            String model = scan.model();
            return model == null ? null : facts(model, scan.modelSpan(), method, scan, body);
        });
    }

    private static Reading read(Body body, boolean enveloped, Function<RequestScan, @Nullable Facts> facts) {
        if (!Utf8.isProper(body.array())) {
            return unreadable(NOT_JSON + "Invalid UTF-8");
        }
        try (RequestScan scan = new RequestScan(body.array(), enveloped)) {
            scan.run();
            String complaint = scan.complaint();
            if (complaint != null) {
                return unreadable(complaint);
            }
            Facts read = facts.apply(scan);
            return read == null ? unreadable("The model is missing") : new Reading.Readable(read);
        } catch (StreamConstraintsException e) {
            return unreadable(NOT_JSON + "It nests too deeply, or holds a name or number that is too long");
        } catch (JsonProcessingException e) {
            return unreadable(NOT_JSON + "Parsing terminated before its end");
        } catch (IOException e) {
            throw new IllegalStateException("an array of bytes has no input or output", e);
        }
    }

    private static Facts facts(String model, Span span, String method, RequestScan scan, Body body) {
        String name = model.startsWith(RESOURCE) ? model.substring(RESOURCE.length()) : model;
        boolean writes = !EMBEDDINGS.contains(method);
        return new Facts(
                name,
                name,
                span,
                scan.outputLimit(),
                method.equals(STREAM),
                SessionHint.of(scan, body),
                scan.unseen(writes));
    }

    private static Reading unreadable(String detail) {
        return new Reading.Unreadable(new CallerFault.Malformed(detail));
    }
}
