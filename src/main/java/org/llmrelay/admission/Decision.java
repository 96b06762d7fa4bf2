package org.llmrelay.admission;

import org.jspecify.annotations.Nullable;
import org.llmrelay.failure.Refusal;
import org.llmrelay.failure.RelayFailure;
import org.llmrelay.limit.Limits;

/** What admission says to a call. */
public sealed interface Decision {

    /** The call may be made; it must be settled. */
    record Admitted(Ticket ticket) implements Decision {}

    /** All slots of the key are taken, and the call may wait for one; it has used nothing. {@code why}: what it is told when none becomes free. */
    record Crowded(String key, Limits.Queue queue, Refusal why) implements Decision {}

    /** The call may not be made, and has used nothing. {@code key}: the id of its key, or null where nobody knows it. */
    record Refused(RelayFailure why, @Nullable String key) implements Decision {}
}
