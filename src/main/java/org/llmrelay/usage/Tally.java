package org.llmrelay.usage;

import java.time.Duration;
import org.llmrelay.call.Ending;
import org.llmrelay.call.Outcome;
import org.llmrelay.call.Usage;

/**
 * What calls add up to.
 *
 * @param failed calls that did not give their caller what was asked for, though the caller stayed
 * @param estimated calls of whose usage a part is estimated
 * @param firstByteMillis the time until the first byte, of all that had one, together
 * @param firstBytes how many had one
 */
public record Tally(
        long calls,
        long failed,
        long estimated,
        Usage usage,
        Spending spending,
        long firstByteMillis,
        long firstBytes) {
    public static final Tally NONE = new Tally(0, 0, 0, Usage.NONE, Spending.NONE, 0, 0);

    /** What one call adds. */
    public static Tally of(LedgerEntry entry) {
        Outcome outcome = entry.outcome();
        boolean isFine = outcome.ending() == Ending.COMPLETED || outcome.ending() == Ending.CALLER_GONE;
        Duration firstByte = outcome.firstByte();
        return new Tally(
                1,
                isFine ? 0 : 1,
                outcome.estimated().isAnything() ? 1 : 0,
                outcome.usage(),
                Spending.of(entry.charge()),
                firstByte == null ? 0 : firstByte.toMillis(),
                firstByte == null ? 0 : 1);
    }

    /** What a correction adds: money, and no call. */
    static Tally of(Spending difference) {
        return new Tally(0, 0, 0, Usage.NONE, difference, 0, 0);
    }

    public Tally plus(Tally other) {
        return new Tally(
                calls + other.calls,
                failed + other.failed,
                estimated + other.estimated,
                usage.plus(other.usage),
                spending.plus(other.spending),
                firstByteMillis + other.firstByteMillis,
                firstBytes + other.firstBytes);
    }

    public Tally minus(Tally other) {
        return plus(other.negated());
    }

    private Tally negated() {
        Usage minus = new Usage(
                -usage.input(),
                -usage.output(),
                -usage.cacheRead(),
                -usage.cacheWrite5m(),
                -usage.cacheWrite1h(),
                -usage.webSearches(),
                -usage.webFetches());
        return new Tally(
                -calls, -failed, -estimated, minus, Spending.NONE.minus(spending), -firstByteMillis, -firstBytes);
    }
}
