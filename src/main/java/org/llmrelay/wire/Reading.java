package org.llmrelay.wire;

import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Call;
import org.llmrelay.call.Facts;
import org.llmrelay.failure.CallerFault;

/** The result of reading a request. */
public sealed interface Reading {

    /**
     * The request is in order.
     *
     * @param translation what upstreams are sent instead of what came, and the facts speak of; null where they are sent what came
     */
    record Readable(Facts facts, Call.@Nullable Request translation) implements Reading {
        /** A request that upstreams are sent as it came. */
        public Readable(Facts facts) {
            this(facts, null);
        }

        /** What upstreams are sent for {@code came}. */
        public Call.Request request(Call.Request came) {
            return translation == null ? came : translation;
        }
    }

    /** The request cannot be relayed. */
    record Unreadable(CallerFault fault) implements Reading {}
}
