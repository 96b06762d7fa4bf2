package org.llmrelay.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an error of Google's says besides its message.
 *
 * @param code the HTTP status, or 0 where it is not told
 * @param status the canonical code, such as {@code RESOURCE_EXHAUSTED}, or an empty text
 * @param reasons such as {@code API_KEY_INVALID}
 * @param quotas the ids of quotas that are used up
 * @param retryDelay how long to wait, or null
 */
record GoogleError(
        int code,
        String status,
        List<String> reasons,
        List<String> quotas,
        @Nullable Duration retryDelay) {
    static final GoogleError UNTOLD = new GoogleError(0, "", List.of(), List.of(), null);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final BigDecimal LONGEST_SECONDS =
            BigDecimal.valueOf(Duration.ofDays(365).toSeconds());

    /** The error in a document, or in the first element of an array; {@link #UNTOLD} where there is none. */
    static GoogleError in(byte[] json) {
        JsonNode root = tree(json);
        JsonNode error = (root.isArray() ? root.path(0) : root).path("error");
        if (!error.isObject()) {
            return UNTOLD;
        }
        List<String> reasons = new ArrayList<>();
        List<String> quotas = new ArrayList<>();
        Duration delay = null;
        for (JsonNode detail : error.path("details")) {
            detail.path("violations")
                    .forEach(quota -> quotas.add(quota.path("quotaId").asText("")));
            if (detail.path("reason").isTextual()) {
                reasons.add(detail.path("reason").asText());
            }
            delay = detail.has("retryDelay") ? delay(detail.path("retryDelay").asText("")) : delay;
        }
        return new GoogleError(error.path("code").asInt(0), error.path("status").asText(""), reasons, quotas, delay);
    }

    private static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            // No JSON, or only its beginning: it tells nothing.
            return JSON.missingNode();
        }
    }

    /** Seconds with a fraction and an {@code s}, as JSON has durations. */
    private static @Nullable Duration delay(String text) {
        if (!text.matches("[0-9]{1,15}(\\.[0-9]{1,9})?s")) {
            return null;
        }
        BigDecimal seconds = new BigDecimal(text.substring(0, text.length() - 1)).min(LONGEST_SECONDS);
        return Duration.ofNanos(seconds.movePointRight(9).longValue());
    }

    boolean has(String reason) {
        return reasons.contains(reason);
    }

    /** Whether a quota of a whole day is used up: the delay that is told with it is far too short. */
    boolean isSpentForToday() {
        return quotas.stream().anyMatch(quota -> quota.contains("PerDay"));
    }
}
