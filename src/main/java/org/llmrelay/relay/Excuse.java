package org.llmrelay.relay;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admission.Permit;
import org.llmrelay.failure.NoCapacity;
import org.llmrelay.failure.Refusal;
import org.llmrelay.failure.RelayFailure;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.scheduling.Lease;

/** Why accounts that were chosen did not answer a call. Confined to one journey, whose stages follow one another. */
final class Excuse {
    private final Permit permit;
    private volatile @Nullable UpstreamFault lastFault;
    private volatile @Nullable Refusal blocked;

    Excuse(Permit permit) {
        this.permit = permit;
    }

    void failed(UpstreamFault fault) {
        lastFault = fault;
    }

    /** Why the key keeps this account from being asked: a model that is blocked for it is not reached under another name either. */
    Optional<Refusal> objection(Lease lease, String model) {
        String name = lease.account().connection().models().get(model);
        Optional<Refusal> objection = Optional.ofNullable(name).flatMap(permit::objectionToUpstreamName);
        objection.ifPresent(why -> blocked = why);
        return objection;
    }

    /** What the caller is told when there is no other account. */
    RelayFailure whyNobodyAnswers(NoCapacity none) {
        UpstreamFault fault = lastFault;
        if (fault == null) {
            Refusal why = blocked;
            return why == null ? none : why;
        }
        return new UpstreamFault(
                fault.kind(), fault.reach(), fault.status(), none.retryAfter().orElse(null));
    }
}
