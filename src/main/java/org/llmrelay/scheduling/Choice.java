package org.llmrelay.scheduling;

import org.llmrelay.failure.NoCapacity;

/** The answer to a wish. */
public sealed interface Choice {

    /** An account is held for one attempt. */
    record Chosen(Lease lease) implements Choice {}

    /** No account can take the call now. */
    record None(NoCapacity why) implements Choice {}
}
