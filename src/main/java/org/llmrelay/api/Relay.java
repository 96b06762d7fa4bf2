package org.llmrelay.api;

import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Call;
import org.llmrelay.secret.Secret;
import org.llmrelay.stream.CallerSink;

/** Leads a call through the house. Thread-safe. */
@FunctionalInterface
public interface Relay {
    /** Relays one call; the answer, whatever it is, goes to the sink. May block for round trips to the store. Never throws. */
    void relay(Call call, @Nullable Secret presented, CallerSink sink);
}
