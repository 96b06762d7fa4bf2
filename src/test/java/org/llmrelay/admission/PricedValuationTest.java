package org.llmrelay.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.llmrelay.call.Usage;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Grant;
import org.llmrelay.key.Handling;
import org.llmrelay.key.KeyHash;
import org.llmrelay.pricing.InMemoryPriceOverrides;
import org.llmrelay.pricing.PriceBook;
import org.llmrelay.pricing.Pricer;
import org.llmrelay.pricing.PricesConfig;
import org.llmrelay.pricing.PricingNotes;
import org.llmrelay.pricing.UnknownPrice;

class PricedValuationTest {
    private static final Usage MILLION = new Usage(1_000_000, 0, 0, 0, 0, 0, 0);

    private final PriceBook book = new PriceBook(
            new InMemoryPriceOverrides(),
            new PricesConfig(null, null, Path.of("none")),
            new PricingNotes(),
            InstantSource.system());

    private PricedValuation valuation(UnknownPrice unknown) {
        return new PricedValuation(new Pricer(book::table, new Pricer.Policy(unknown, Map.of())));
    }

    private static ApiKey key(long rate) {
        Handling handling = new Handling(Handling.Priority.NORMAL, Map.of(), Set.of(), Map.of(Calls.SERVICE, rate));
        return new ApiKey(
                "k", new ApiKey.Imprint(new KeyHash(""), ""), Grant.named("k").with(handling), null, Instant.EPOCH);
    }

    @Test
    void valuesUsageAtTheRateOfTheKey() {
        Valuation valuation = valuation(UnknownPrice.UNPRICED);

        assertThat(valuation.microdollars(Calls.of("claude-opus-5-5"), key(500_000), MILLION, false))
                .isEqualTo(2_000_000);
    }

    @Test
    void theWorstIsTheDearestWayInWhichACallMayBeServed() {
        Valuation valuation = valuation(UnknownPrice.UNPRICED);

        // Fast, and in one region: 4 dollars x 2 x 1.1.
        assertThat(valuation.microdollars(Calls.of("claude-opus-5-5"), key(1_000_000), MILLION, true))
                .isEqualTo(8_800_000);
        // A long prompt: 0.5 dollars x 1.1, though a million tokens are long anyway.
        assertThat(valuation.microdollars(
                        Calls.of("claude-haiku-5-5"), key(1_000_000), new Usage(10, 0, 0, 0, 0, 0, 0), true))
                .isEqualTo(6);
    }

    @Test
    void valuesWhatIsUnknownAsItWillBeCharged() {
        assertThat(valuation(UnknownPrice.UNPRICED).microdollars(Calls.of("odd"), key(1_000_000), MILLION, true))
                .isZero();
        assertThat(valuation(UnknownPrice.CEILING).microdollars(Calls.of("odd"), key(1_000_000), MILLION, true))
                .isEqualTo(10_000_000);
        assertThat(valuation(UnknownPrice.BLOCK).refuses("odd")).isTrue();
        assertThat(valuation(UnknownPrice.UNPRICED).refuses("odd")).isFalse();
    }
}
