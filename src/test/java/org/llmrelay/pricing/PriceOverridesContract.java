package org.llmrelay.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What every store of an operator's prices does. */
public abstract class PriceOverridesContract {
    private static final Rates RATES = new Rates(1, 20_000_000, 300, 4, 5, 6_000_000);

    protected abstract PriceOverrides overrides();

    private static Price price(String model) {
        return Price.of(model, "anthropic", RATES, PriceSource.OVERRIDE);
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(overrides().all()).isEmpty();
        assertThat(overrides().delete("m")).isFalse();
    }

    @Test
    void keepsAPriceAsItIs() {
        Tariff tariff = new Tariff(RATES, new Tariff.LongPrompt(200_000, new Rates(2, 2, 2, 2, 2, 6_000_000)));
        Price price = new Price(
                "a model, with:odd|signs",
                "",
                tariff,
                new TreeMap<>(Map.of("flex", Tariff.of(RATES))),
                new TreeMap<>(Map.of("us", 1_100_001L)),
                new Bounds(200_000, 64_000),
                PriceSource.OVERRIDE);

        overrides().save(price);

        assertThat(overrides().all()).containsExactly(price);
    }

    @Test
    void replacesAndDeletes() {
        Price dearer = Price.of("a", "anthropic", new Rates(9, 9, 9, 9, 9, 9_000_000), PriceSource.OVERRIDE);
        overrides().save(price("b"));
        overrides().save(price("a"));
        overrides().save(dearer);
        assertThat(overrides().all()).containsExactly(dearer, price("b"));

        assertThat(overrides().delete("b")).isTrue();

        assertThat(overrides().all()).containsExactly(dearer);
        assertThat(overrides().delete("b")).isFalse();
    }

    @Test
    void isTheSameListWhileNothingChanges() {
        overrides().save(price("a"));

        assertThat(overrides().all()).isSameAs(overrides().all());
    }
}
