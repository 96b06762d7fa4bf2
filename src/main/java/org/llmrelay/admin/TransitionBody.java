package org.llmrelay.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Transition;

/** One step of an account from state to state. {@code until}: when the new state ends by itself, or null. */
public record TransitionBody(
        Instant at,
        String family,
        String from,
        String to,
        @Nullable Instant until,
        String reason,
        String by) {
    public static TransitionBody of(Transition step) {
        return new TransitionBody(
                step.at(), step.family(), step.from().code(), step.to().code(), step.until(), step.reason(), step.by());
    }
}
