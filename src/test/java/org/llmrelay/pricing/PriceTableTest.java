package org.llmrelay.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PriceTableTest {
    private static final PriceNames NAMES = new PriceNames(
            Map.of("opus-latest", "opus", "sonnet-20250929", "sonnet"), List.of("anthropic/"), List.of("[1m]"));

    private final PriceTable table = new PriceTable(List.of(price("opus", 5), price("sonnet", 3)), NAMES);

    private static Price price(String model, long input) {
        return Price.of(model, "anthropic", new Rates(input, 2 * input, 0, 0, 0, 0), PriceSource.SHIPPED);
    }

    private String found(String asked) {
        return table.find(asked).map(Price::model).orElse("none");
    }

    @Test
    void findsAModelUnderItsNameAndUnderDeclaredOnes() {
        assertThat(found("opus")).isEqualTo("opus");
        assertThat(found("opus-latest")).isEqualTo("opus");
        assertThat(found("opus[1m]")).isEqualTo("opus");
        assertThat(found("anthropic/opus")).isEqualTo("opus");
        assertThat(found("anthropic/sonnet-20250929[1m]")).isEqualTo("sonnet");
    }

    @Test
    void findsNothingThatMerelyLooksAlike() {
        assertThat(List.of("opus-4", "Opus", "opu", "opus-20250929", "us.anthropic.opus", "opus[2m]", "anthropic/", ""))
                .allSatisfy(asked -> assertThat(found(asked)).isEqualTo("none"));
    }

    @Test
    void prefersTheExactName() {
        PriceTable exact = table.with(List.of(price("opus-latest", 9), price("anthropic/opus", 8)));

        assertThat(exact.find("opus-latest").map(Price::model)).contains("opus-latest");
        assertThat(exact.find("anthropic/opus").map(Price::model)).contains("anthropic/opus");
        assertThat(exact.find("opus").map(Price::model)).contains("opus");
    }

    @Test
    void putsPricesOnTop() {
        PriceTable changed = table.with(List.of(price("opus", 7)));

        assertThat(changed.find("opus").map(price -> price.standard().usual().input()))
                .contains(7L);
        assertThat(changed.find("sonnet")).isEqualTo(table.find("sonnet"));
        assertThat(table.find("opus").map(price -> price.standard().usual().input()))
                .contains(5L);
    }

    @Test
    void hasAVersionOfItsContent() {
        PriceTable same = new PriceTable(List.of(price("opus", 5), price("sonnet", 3)), NAMES);
        PriceTable other = new PriceTable(List.of(price("opus", 5), price("sonnet", 4)), NAMES);

        assertThat(table.version()).hasSize(16).isEqualTo(same.version()).isNotEqualTo(other.version());
        assertThat(table.with(List.of(price("a", 1), price("b", 1))).version())
                .isEqualTo(same.with(List.of(price("b", 1), price("a", 1))).version())
                .isNotEqualTo(table.version());
        assertThat(table.with(List.of())).isSameAs(table);
    }

    @Test
    void boundsStayWhereAPriceAboveHasNone() {
        Price bounded = new Price(
                "opus",
                "anthropic",
                Tariff.of(new Rates(1, 1, 1, 1, 1, 1)),
                new TreeMap<>(),
                new TreeMap<>(),
                new Bounds(200_000, 0),
                PriceSource.SHIPPED);

        PriceTable above = table.with(List.of(bounded)).with(List.of(price("opus", 9)));

        assertThat(above.find("opus").map(Price::bounds)).contains(new Bounds(200_000, 0));
        assertThat(above.find("opus").map(price -> price.standard().usual().input()))
                .contains(price("opus", 9).standard().usual().input());
    }

    @Test
    void knowsTheDearestPricesOfAVendorAndElseOfAll() {
        PriceTable two =
                table.with(List.of(Price.of("gpt", "openai", new Rates(4, 100, 0, 0, 0, 7), PriceSource.LOADED)));

        assertThat(two.ceiling("anthropic")).isEqualTo(new Rates(5, 10, 0, 0, 0, 0));
        assertThat(two.ceiling("openai")).isEqualTo(new Rates(4, 100, 0, 0, 0, 7));
        assertThat(two.ceiling("gemini")).isEqualTo(new Rates(5, 100, 0, 0, 0, 7));
    }

    @Test
    void theShippedTableKnowsCurrentModelsOfThreeVendors() {
        PriceTable shipped = ShippedPrices.load();

        assertThat(shipped.all()).extracting(Price::vendor).contains("anthropic", "openai", "gemini");
        assertThat(shipped.all()).allSatisfy(price -> {
            Rates rates = price.standard().usual();
            assertThat(rates.input()).isPositive();
            assertThat(rates.output()).isGreaterThan(rates.input());
            assertThat(rates.cacheRead()).isPositive().isLessThanOrEqualTo(rates.input());
            assertThat(rates.cacheWrite5m()).isGreaterThanOrEqualTo(rates.input());
            assertThat(rates.cacheWrite1h()).isGreaterThanOrEqualTo(rates.cacheWrite5m());
            assertThat(rates.webSearch()).isPositive();
        });
        assertThat(shipped.all())
                .filteredOn(price -> !price.model().contains("5.5-cyber"))
                .allSatisfy(price -> {
                    assertThat(price.bounds().input()).isGreaterThanOrEqualTo(100_000);
                    assertThat(price.bounds().output()).isBetween(16_000L, 1_048_576L);
                });
        assertThat(shipped.find("claude-sonnet-4-5-20250929[1m]")
                        .map(price -> price.standard().usual()))
                .contains(new Rates(3_000_000, 15_000_000, 300_000, 3_750_000, 6_000_000, 10_000_000_000L));
    }
}
