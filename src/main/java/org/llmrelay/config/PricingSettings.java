package org.llmrelay.config;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.llmrelay.pricing.Pricer.Policy;
import org.llmrelay.pricing.PricesConfig;
import org.llmrelay.pricing.Rating;
import org.llmrelay.pricing.UnknownPrice;

/** Where prices come from, and what is made of them. Confined to one thread. */
final class PricingSettings {
    private static final String RATES = "RELAY_SERVICE_RATES";
    private static final Pattern RATE =
            Pattern.compile("\\s*([a-z0-9_-]{1,32})\\s*=\\s*([0-9]{1,4}(?:\\.[0-9]{1,6})?)\\s*");

    private final Reading reading;

    PricingSettings(Reading reading) {
        this.reading = reading;
    }

    Deployment.Pricing read(Path data) {
        PricesConfig prices = new PricesConfig(
                reading.text("RELAY_PRICES_URL").orElse(null),
                reading.text("RELAY_PRICES_SHA256_URL").orElse(null),
                data.resolve("prices.json"));
        return new Deployment.Pricing(
                prices, new Policy(reading.choice("RELAY_UNKNOWN_PRICE", UnknownPrice.UNPRICED), rates()));
    }

    private Map<String, Long> rates() {
        String text = reading.text(RATES).orElse("");
        Map<String, Long> rates = new TreeMap<>();
        for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            Matcher rate = RATE.matcher(part);
            Optional<Long> millionths = rate.matches() ? millionths(rate.group(2)) : Optional.empty();
            if (millionths.isEmpty()) {
                return reading.wrong(
                        RATES, text, "services and factors up to 1000 such as claude=1.5,gemini=0.8", Map.of());
            }
            rates.put(rate.group(1), millionths.get());
        }
        return rates;
    }

    private static Optional<Long> millionths(String factor) {
        return Optional.of(new BigDecimal(factor).movePointRight(6).longValueExact())
                .filter(millionths -> millionths <= Rating.MOST);
    }
}
