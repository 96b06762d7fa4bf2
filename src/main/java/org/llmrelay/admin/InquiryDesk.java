package org.llmrelay.admin;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.llmrelay.admission.Explainer;
import org.llmrelay.admission.RefusalBook;
import org.llmrelay.admission.Refusals;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Facts;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Operation;
import org.llmrelay.call.Span;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Keys;
import org.llmrelay.wire.Dialect;

/** Tells operators why calls of a key were refused, and which would be. Throws {@link ProblemException} where it cannot be told. Thread-safe. */
public final class InquiryDesk {
    private static final int LONGEST_TEXT = 256;
    private static final int MOST_BYTES = 1 << 30;
    private static final Map<String, Operation> OPERATIONS =
            new TreeMap<>(Map.of("generate", Operation.GENERATE, "count_tokens", Operation.COUNT_TOKENS));

    private final Keys keys;
    private final Sources sources;
    private final Map<String, Dialect> dialects;
    private final InstantSource clock;

    public InquiryDesk(Keys keys, Sources sources, List<Dialect> dialects, InstantSource clock) {
        this.keys = keys;
        this.sources = sources;
        this.dialects = new TreeMap<>(dialects.stream().collect(Collectors.toMap(Dialect::id, Function.identity())));
        this.clock = clock;
    }

    /** Those who know. */
    public record Sources(Refusals refusals, RefusalBook book, Explainer explainer) {}

    public RefusalsBody refusals(String id, int most) {
        return RefusalsBody.of(sources.refusals().latest(find(id).id(), most), sources.book());
    }

    public RefusalsBody.One refusal(String id, String call) {
        return sources.refusals()
                .find(find(id).id(), call)
                .map(RefusalsBody.One::of)
                .orElseThrow(() -> new ProblemException(Problem.notFound("refused call", call)));
    }

    public ExplanationBody explain(String id, Form form) {
        ApiKey key = find(id);
        String service = form.word("service", "claude", RightsForm.SERVICES);
        Dialect dialect = form.word("dialect", dialects.values().iterator().next(), dialects);
        Operation operation = form.word("operation", Operation.GENERATE, OPERATIONS);
        String model = form.text("model", null);
        String client = form.line("client", "", LONGEST_TEXT);
        String path = form.line("path", "/v1/messages", LONGEST_TEXT);
        int size = form.whole("size", 0, 0, MOST_BYTES);
        int outputLimit = form.whole("max_tokens", 0, 0, Integer.MAX_VALUE);
        form.finish();
        if (service == null || dialect == null || operation == null) {
            throw new IllegalStateException("a form without mistakes has all words");
        }
        Headers headers = client.isEmpty() ? Headers.NONE : Headers.of("user-agent", client);
        Call.Request request = new Call.Request("POST", path, null, headers, Body.EMPTY);
        Facts facts = new Facts(model, dialect.family(model), new Span(0, 0), outputLimit, false, null);
        Call call = new Call(new CallId(""), dialect.id(), service, operation, request, facts, clock.instant());
        return ExplanationBody.of(sources.explainer().explain(key, call, size));
    }

    private ApiKey find(String id) {
        return keys.find(id).orElseThrow(() -> new ProblemException(Problem.notFound("key", id)));
    }
}
