package org.llmrelay.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.llmrelay.pricing.Charge;
import org.llmrelay.pricing.Rates;

/**
 * What a call cost, and by which prices.
 *
 * @param state {@code priced}, {@code ceiling} or {@code unpriced}
 * @param serviceRate by what the official cost is multiplied, in millionths; {@code keyRate} likewise
 */
record ChargeBody(
        String state,
        long officialMicrodollars,
        long ratedMicrodollars,
        long serviceRate,
        long keyRate,
        String priceVersion,
        UnitPrices picodollars) {

    /** What one token costs, or one web search. */
    record UnitPrices(
            long input,
            long output,
            long cacheRead,
            @JsonProperty("cache_write_5m") long cacheWrite5m,
            @JsonProperty("cache_write_1h") long cacheWrite1h,
            long webSearch) {
        static UnitPrices of(Rates rates) {
            return new UnitPrices(
                    rates.input(),
                    rates.output(),
                    rates.cacheRead(),
                    rates.cacheWrite5m(),
                    rates.cacheWrite1h(),
                    rates.webSearch());
        }
    }

    static @Nullable ChargeBody of(@Nullable Charge charge) {
        if (charge == null) {
            return null;
        }
        return new ChargeBody(
                charge.state().code(),
                charge.official(),
                charge.rated(),
                charge.rating().service(),
                charge.rating().key(),
                charge.prices(),
                UnitPrices.of(charge.rates()));
    }
}
