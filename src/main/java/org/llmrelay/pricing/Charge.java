package org.llmrelay.pricing;

import java.math.BigInteger;
import java.util.Locale;
import org.llmrelay.call.Usage;

/**
 * What a call was charged, and all that is needed to work it out again.
 *
 * @param prices the version of the table that was used
 * @param rates the unit prices that were used
 * @param official micro-dollars at the provider's prices
 * @param rated micro-dollars after both multipliers
 */
public record Charge(State state, String prices, Rates rates, Rating rating, long official, long rated) {
    /** The most that one call is charged, in micro-dollars: a usage that comes to more than a million dollars is nonsense. */
    public static final long MOST = 1_000_000_000_000L;

    private static final long PICOS = 1_000_000;
    private static final long PICOS_AND_MILLIONTHS = PICOS * Rating.FULL * Rating.FULL;

    /** How sure an amount is. */
    public enum State {
        PRICED,
        /** The price is not known; the dearest one was taken. */
        CEILING,
        /** The price is not known, and nothing was charged. */
        UNPRICED;

        /** The name in records and answers. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Works the amounts out: summed in pico-dollars, and rounded to micro-dollars once, halves up. */
    static Charge of(State state, String prices, Rates rates, Rating rating, Usage usage) {
        BigInteger picos = rates.sum(usage);
        long official = Rounding.halfUpAtMost(MOST, picos, PICOS);
        return new Charge(state, prices, rates, rating, official, rating.isNone() ? official : rated(picos, rating));
    }

    private static long rated(BigInteger picos, Rating rating) {
        BigInteger rated =
                picos.multiply(BigInteger.valueOf(rating.service())).multiply(BigInteger.valueOf(rating.key()));
        return Rounding.halfUpAtMost(MOST, rated, PICOS_AND_MILLIONTHS);
    }

    /** The same charge worked out again from what was booked. */
    public Charge recomputed(Usage usage) {
        return of(state, prices, rates, rating, usage);
    }

    /** Whether nobody knew the price. */
    public boolean isGuessed() {
        return state != State.PRICED;
    }
}
