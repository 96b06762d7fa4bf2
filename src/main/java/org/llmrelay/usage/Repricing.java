package org.llmrelay.usage;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Outcome;
import org.llmrelay.claim.Claims;
import org.llmrelay.pricing.Charge;
import org.llmrelay.pricing.Pricer;
import org.llmrelay.pricing.Rating;

/**
 * Charges calls anew by the prices that hold now: a correction is posted to the ledger for each that comes to something else, and the counters follow.
 * Limits stay as they are. Doing it again changes nothing more. Blocks for the store. Thread-safe.
 */
public final class Repricing {
    /** Who changes what ledgers or counters say takes this on first. */
    static final String CLAIM = "ledger-change";

    private static final Duration LASTING = Duration.ofMinutes(2);
    private static final int CALLS = 1_000;

    private final CallSearch search;
    private final Archive archive;
    private final Pricer pricer;
    private final Claims claims;

    public Repricing(CallSearch search, Archive archive, Pricer pricer, Claims claims) {
        this.search = search;
        this.archive = archive;
        this.pricer = pricer;
        this.claims = claims;
    }

    /**
     * Which calls are meant.
     *
     * @param model only calls that asked for it, or null
     * @param apply whether corrections are posted, or only told
     */
    public record Wish(TimeRange time, @Nullable String model, boolean apply) {}

    /**
     * What came of some of the calls.
     *
     * @param calls how many were looked at
     * @param changed how many come to something else
     * @param difference what they cost more than before, or less
     * @param next behind which call to go on; nothing where that was all
     */
    public record Result(long calls, long changed, Spending difference, Optional<Arrival> next) {}

    /**
     * Looks at some of the calls.
     *
     * @return nothing when ledgers or counters are being changed elsewhere
     */
    public Optional<Result> page(Wish wish, Optional<Arrival> behind) {
        if (!wish.apply()) {
            return Optional.of(done(wish, behind));
        }
        if (!claims.take(CLAIM, LASTING)) {
            return Optional.empty();
        }
        try {
            return Optional.of(done(wish, behind));
        } finally {
            claims.release(CLAIM);
        }
    }

    private Result done(Wish wish, Optional<Arrival> behind) {
        CallFilter filter = CallFilter.of(wish.time(), wish.model());
        CallSearch.Page page = search.page(filter, behind, CALLS);
        long changed = 0;
        Spending difference = Spending.NONE;
        for (BookedCall call : page.calls()) {
            Charge anew = chargedAnew(call);
            Spending change = Spending.of(anew).minus(Spending.of(call.charge()));
            boolean changes = !change.equals(Spending.NONE);
            if (changes && (!wish.apply() || archive.correct(call, anew))) {
                changed++;
                difference = difference.plus(change);
            }
        }
        return new Result(page.calls().size(), changed, difference, page.next());
    }

    private Charge chargedAnew(BookedCall call) {
        LedgerEntry entry = call.entry();
        Outcome outcome = entry.outcome();
        Charge booked = entry.charge();
        Rating rating = booked == null ? Rating.NONE : booked.rating();
        return pricer.chargedAnew(entry.pricedModel(), outcome.usage(), entry.dialect(), outcome.delivery(), rating);
    }
}
