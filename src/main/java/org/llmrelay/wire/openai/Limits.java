package org.llmrelay.wire.openai;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.llmrelay.call.Allowance;
import org.llmrelay.call.Headers;

/** What is left of limits in OpenAI's fields. */
final class Limits {
    private Limits() {}

    static Headers told(List<Allowance> allowances, Instant now) {
        Headers fields = Headers.NONE;
        for (Allowance allowance : allowances) {
            String kind = allowance.kind().name().toLowerCase(Locale.ROOT);
            fields = fields.with("x-ratelimit-limit-" + kind, Long.toString(allowance.limit()))
                    .with("x-ratelimit-remaining-" + kind, Long.toString(allowance.remaining()));
            Instant resets = allowance.resets();
            if (resets != null) {
                fields = fields.with("x-ratelimit-reset-" + kind, text(Duration.between(now, resets)));
            }
        }
        return fields;
    }

    /** As OpenAI writes it: {@code 1h0m0s}, {@code 6m0s}, {@code 12s}. */
    private static String text(Duration duration) {
        long seconds = Math.max(0, duration.plusNanos(999_999_999).toSeconds());
        String minutesAndSeconds = seconds / 60 % 60 + "m" + seconds % 60 + "s";
        if (seconds >= 3600) {
            return seconds / 3600 + "h" + minutesAndSeconds;
        }
        return seconds >= 60 ? minutesAndSeconds : seconds + "s";
    }
}
