package org.llmrelay.redis;

import java.util.Arrays;
import org.llmrelay.pricing.Charge;
import org.llmrelay.pricing.Rates;
import org.llmrelay.pricing.Rating;

/**
 * What is kept of a charge.
 *
 * @param rates unit prices in pico-dollars: input, output, cache read, cache writes of 5 minutes and of an hour, web search
 * @param rating multipliers in millionths: service, key
 * @param micros official and rated micro-dollars
 */
record StoredCharge(Charge.State state, String prices, String rates, String rating, String micros) {

    static StoredCharge of(Charge charge) {
        Rates rates = charge.rates();
        return new StoredCharge(
                charge.state(),
                charge.prices(),
                rates.input() + "," + rates.output() + "," + rates.cacheRead() + "," + rates.cacheWrite5m() + ","
                        + rates.cacheWrite1h() + "," + rates.webSearch(),
                charge.rating().service() + "," + charge.rating().key(),
                charge.official() + "," + charge.rated());
    }

    Charge toCharge() {
        long[] unit = numbers(rates);
        long[] factors = numbers(rating);
        long[] amounts = numbers(micros);
        return new Charge(
                state,
                prices,
                new Rates(unit[0], unit[1], unit[2], unit[3], unit[4], unit[5]),
                new Rating(factors[0], factors[1]),
                amounts[0],
                amounts[1]);
    }

    private static long[] numbers(String text) {
        return Arrays.stream(text.split(",", -1)).mapToLong(Long::parseLong).toArray();
    }
}
