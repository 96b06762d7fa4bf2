package org.llmrelay.scheduling;

import java.util.List;
import org.llmrelay.call.PassedOver;
import org.llmrelay.failure.NoCapacity;

/** The answer to a wish. */
public sealed interface Choice {

    /** The accounts that were looked at before and did not take the call, in their order. */
    List<PassedOver> passedOver();

    /** An account is held for one attempt. */
    record Chosen(Lease lease, List<PassedOver> passedOver) implements Choice {
        public Chosen {
            passedOver = List.copyOf(passedOver);
        }
    }

    /** No account can take the call now. */
    record None(NoCapacity why, List<PassedOver> passedOver) implements Choice {
        public None {
            passedOver = List.copyOf(passedOver);
        }
    }
}
