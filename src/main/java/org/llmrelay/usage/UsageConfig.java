package org.llmrelay.usage;

import java.time.Duration;
import java.time.ZoneId;

/**
 * How usage is counted and kept.
 *
 * @param zone whose days and months are counted
 * @param ledgerRetention how long entries of the ledger are kept
 */
public record UsageConfig(ZoneId zone, Duration ledgerRetention) {
    public static final UsageConfig DEFAULTS = new UsageConfig(ZoneId.of("UTC"), Duration.ofDays(90));
}
