package org.llmrelay.translation;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.llmrelay.call.Allowance;
import org.llmrelay.call.Call;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Facts;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Operation;
import org.llmrelay.failure.CallerFault;
import org.llmrelay.failure.RelayFailure;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.wire.Dialect;
import org.llmrelay.wire.Framing;
import org.llmrelay.wire.Interpreter;
import org.llmrelay.wire.Reading;
import org.llmrelay.wire.Rendering;
import org.llmrelay.wire.UsageMeter;

/** A dialect to its callers, and another one to upstreams. Thread-safe. */
public final class TranslatedDialect implements Dialect {
    /** What of a request's fields is about the caller's own body. */
    private static final Set<String> OF_BODY = Set.of("content-type", "content-encoding", "accept-encoding", "accept");

    private final Translation translation;
    private final Dialect caller;
    private final Dialect upstream;

    /** @param caller the dialect of the translation's callers; {@code upstream}: that of its upstreams */
    public TranslatedDialect(Translation translation, Dialect caller, Dialect upstream) {
        this.translation = translation;
        this.caller = caller;
        this.upstream = upstream;
    }

    @Override
    public String id() {
        return Translation.id(caller.id(), upstream.id());
    }

    @Override
    public String spoken() {
        return upstream.id();
    }

    @Override
    public Reading read(Operation operation, Call.Request request) {
        if (operation != Operation.GENERATE) {
            return new Reading.Unreadable(new CallerFault.NotFound());
        }
        Reading reading = caller.read(operation, request);
        if (!(reading instanceof Reading.Readable readable)) {
            return reading;
        }
        try {
            return translated(operation, request, readable.facts());
        } catch (UntranslatableException e) {
            return new Reading.Unreadable(new CallerFault.Malformed(e.sentence()));
        }
    }

    private Reading translated(Operation operation, Call.Request request, Facts told) {
        Prompt prompt = translation
                .caller()
                .prompt(
                        request,
                        told,
                        Trees.read(request.body().array())
                                .orElseThrow(() -> new UntranslatableException("The request body is not valid JSON")));
        Call.Request translated = translation.upstream().request(prompt, headers(request, told));
        Reading anew = upstream.read(operation, translated);
        return anew instanceof Reading.Readable readable
                ? new Reading.Readable(joined(readable.facts(), told, prompt.tools()), translated)
                : anew;
    }

    private static Headers headers(Call.Request request, Facts told) {
        return request.headers()
                .without(field -> OF_BODY.stream().anyMatch(field::isNamed))
                .with("content-type", "application/json")
                .with("accept", told.streamed() ? "text/event-stream" : "application/json");
    }

    /** The conversation, the form of the answer and the names of tools are the caller's to tell. */
    private static Facts joined(Facts anew, Facts told, Tools tools) {
        return new Facts(
                anew.model(),
                anew.family(),
                anew.modelSpan(),
                anew.outputLimit(),
                told.streamed(),
                told.sessionOrNull(),
                anew.unseen(),
                told.usageInStream(),
                tools.renamed());
    }

    @Override
    public Optional<Interpreter> interpreter(Call call) {
        return Optional.of(new Interpretation(translation, upstream, call));
    }

    @Override
    public String family(String model) {
        return upstream.family(model);
    }

    @Override
    public Framing framing(Headers headers, boolean streamed) {
        return upstream.framing(headers, streamed);
    }

    @Override
    public UsageMeter meter() {
        return upstream.meter();
    }

    @Override
    public boolean isMeaningful(SseEvent event) {
        return upstream.isMeaningful(event);
    }

    @Override
    public Rendering render(RelayFailure failure, CallId id) {
        return caller.render(failure, id);
    }

    @Override
    public ByteBuffer errorEvent(RelayFailure failure, CallId id) {
        return caller.errorEvent(failure, id);
    }

    @Override
    public Headers standing(List<Allowance> allowances) {
        return caller.standing(allowances);
    }

    @Override
    public ByteBuffer ping() {
        return caller.ping();
    }
}
