package org.llmrelay.admission;

import org.jspecify.annotations.Nullable;
import org.llmrelay.key.ApiKey;
import org.llmrelay.limit.Gate;

/**
 * The right to make one call.
 *
 * @param metered whether the call holds a slot and is booked when it ends
 * @param session the conversation the call belongs to, or null
 * @param boundAccount the account the conversation went to last, or null
 */
public record Ticket(
        ApiKey key,
        boolean metered,
        Gate.@Nullable Session session,
        @Nullable String boundAccount) {}
