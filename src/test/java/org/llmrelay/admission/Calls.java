package org.llmrelay.admission;

import java.time.Instant;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Facts;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Operation;
import org.llmrelay.call.Span;

/** Calls, for tests. */
final class Calls {
    static final String SERVICE = "claude";

    private Calls() {}

    static Call of(String model) {
        Call.Request request = new Call.Request("POST", "/v1/messages", null, Headers.NONE, Body.EMPTY);
        Facts facts = new Facts(model, model, new Span(0, 0), 0, false, null);
        return new Call(new CallId("c"), "anthropic", SERVICE, Operation.GENERATE, request, facts, Instant.EPOCH);
    }
}
