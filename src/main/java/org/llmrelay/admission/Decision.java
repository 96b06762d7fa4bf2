package org.llmrelay.admission;

import org.llmrelay.failure.RelayFailure;

/** What admission says to a call. */
public sealed interface Decision {

    /** The call may be made; it must be settled. */
    record Admitted(Ticket ticket) implements Decision {}

    /** The call may not be made, and has used nothing. */
    record Refused(RelayFailure why) implements Decision {}
}
