package org.llmrelay.relay;

import org.llmrelay.call.Outcome;
import org.llmrelay.failure.RelayFailure;

/** Hears about calls. Must not block. */
public interface RelayEvents {

    /** A call was refused before anything was used. */
    void callRefused(String call, RelayFailure why);

    /** A call was let in that a limit would have refused, if it were enforced. */
    void limitOverrun(String call, String limit);

    /** A call that is not booked, such as a count of tokens, ended. */
    void callEnded(String call, Outcome outcome);

    /** A fault of ours. */
    void callBroke(String call, Throwable cause);
}
