package org.llmrelay.pricing;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.llmrelay.call.Delivery;
import org.llmrelay.call.Usage;

/**
 * What one model costs.
 *
 * @param vendor whose model it is: the id of the dialect that it is called in, where it is one of ours
 * @param tiers service tier to what it costs there; a tier that is not here costs the standard
 * @param factors a speed or a region to by how much tokens are dearer, in millionths
 * @param bounds how much one call can use
 */
public record Price(
        String model,
        String vendor,
        Tariff standard,
        SortedMap<String, Tariff> tiers,
        SortedMap<String, Long> factors,
        Bounds bounds,
        PriceSource source) {
    private static final String FAST = "fast";

    /** What speed costs where a price does not say it: as much as any vendor has asked for. */
    private static final long USUAL_FAST = 6 * Rating.FULL;

    public Price {
        tiers = Collections.unmodifiableSortedMap(new TreeMap<>(tiers));
        factors = Collections.unmodifiableSortedMap(new TreeMap<>(factors));
        factors.values().forEach(factor -> new Rating(factor, Rating.FULL));
    }

    /** A price that knows one tariff only. */
    public static Price of(String model, String vendor, Rates rates, PriceSource source) {
        return new Price(model, vendor, Tariff.of(rates), new TreeMap<>(), new TreeMap<>(), Bounds.UNKNOWN, source);
    }

    /** This price with bounds of another where it has none itself. */
    Price boundedLike(Price other) {
        return new Price(model, vendor, standard, tiers, factors, bounds.or(other.bounds), source);
    }

    /** The unit prices that hold for a call. */
    Rates rates(Usage usage, Delivery delivery) {
        long prompt = usage.input() + usage.cacheRead() + usage.cacheWrite5m() + usage.cacheWrite1h();
        Tariff tariff = tiers.getOrDefault(delivery.tier(), standard);
        return tariff.rates(prompt).times(factor(delivery.speed())).times(factor(delivery.region()));
    }

    /** The dearest of each thing, however a call is served. */
    Rates dearest() {
        Rates rates = tiers.values().stream().map(Tariff::dearest).reduce(standard.dearest(), Rates::dearer);
        for (long factor : factors.values()) {
            rates = rates.times(Math.max(factor, Rating.FULL));
        }
        return rates;
    }

    private long factor(String word) {
        return factors.getOrDefault(word, word.equals(FAST) ? USUAL_FAST : Rating.FULL);
    }

    Map.Entry<String, Price> entry() {
        return Map.entry(model, this);
    }
}
