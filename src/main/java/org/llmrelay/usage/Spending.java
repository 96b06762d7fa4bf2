package org.llmrelay.usage;

import org.jspecify.annotations.Nullable;
import org.llmrelay.pricing.Charge;

/**
 * What calls cost together.
 *
 * @param official micro-dollars at the providers' prices
 * @param rated micro-dollars after the multipliers
 * @param guessed how many of the calls were charged though nobody knew their price
 */
public record Spending(long official, long rated, long guessed) {
    public static final Spending NONE = new Spending(0, 0, 0);

    /** What one call cost; nothing where it was not charged. */
    public static Spending of(@Nullable Charge charge) {
        return charge == null ? NONE : new Spending(charge.official(), charge.rated(), charge.isGuessed() ? 1 : 0);
    }

    public Spending minus(Spending other) {
        return new Spending(official - other.official, rated - other.rated, guessed - other.guessed);
    }

    public Spending plus(Spending other) {
        return new Spending(official + other.official, rated + other.rated, guessed + other.guessed);
    }
}
