package org.llmrelay.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key in the list.
 *
 * @param lastUsedAt when a call was booked last, or null for never
 * @param costToday micro-dollars of rated cost
 * @param costLately the same of the last 30 days
 * @param deletedAt null for all but deleted ones
 */
public record KeyRowBody(
        @JsonUnwrapped KeyBody key,
        String state,
        @Nullable Instant lastUsedAt,
        @JsonProperty("cost_today_microdollars") long costToday,
        @JsonProperty("cost_30d_microdollars") long costLately,
        @Nullable Instant deletedAt)
        implements JsonBody {}
