package org.llmrelay.admin;

import java.time.Instant;
import org.llmrelay.relay.AccountCheck;

/** What a check of an account has shown. */
public record CheckBody(Instant at, boolean good, String result, int status, long tookMs, String said)
        implements JsonBody {
    public static CheckBody of(AccountCheck.Finding finding) {
        return new CheckBody(
                finding.at(),
                finding.isGood(),
                finding.result(),
                finding.status(),
                finding.took().toMillis(),
                finding.said());
    }
}
