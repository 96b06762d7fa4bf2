package org.llmrelay.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One price as a JSON object. Tokens are US dollars for a million, searches US dollars for a thousand. {@code input} and {@code output} must be there;
 * {@code cache_read} and {@code cache_write_5m} are as dear as {@code input} where they are left out, {@code cache_write_1h} as {@code cache_write_5m}.
 * Remembers every mistake. Confined to one thread.
 */
public final class PriceForm {
    private static final String LONG = "long";
    private static final String TIERS = "tiers";
    private static final String FACTORS = "factors";
    private static final String SEARCH = "web_search";
    private static final String MOST_INPUT = "max_input_tokens";
    private static final String MOST_OUTPUT = "max_output_tokens";
    private static final int LONGEST_VENDOR = 64;
    private static final long MOST_TOKENS = 1_000_000_000;
    private static final Set<String> RATES =
            Set.of("input", "output", "cache_read", "cache_write_5m", "cache_write_1h");
    private static final Set<String> FIELDS = Set.of("vendor", SEARCH, LONG, TIERS, FACTORS, MOST_INPUT, MOST_OUTPUT);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final List<Mistake> mistakes = new ArrayList<>();
    private long search = Rates.USUAL_SEARCH;

    private PriceForm() {}

    /** {@code field}: where it is, apart by points; empty for the whole. */
    public record Mistake(String field, String detail) {}

    /** A price, or all that is wrong with its form. */
    public record Answer(@Nullable Price price, List<Mistake> mistakes) {
        public Answer {
            mistakes = List.copyOf(mistakes);
        }
    }

    public static Answer read(String model, JsonNode form, PriceSource source) {
        PriceForm reading = new PriceForm();
        Price price = reading.price(model, form, source);
        return new Answer(reading.mistakes.isEmpty() ? price : null, reading.mistakes);
    }

    private Price price(String model, JsonNode form, PriceSource source) {
        requireKnown("", form, FIELDS);
        JsonNode told = form.path(SEARCH);
        search = told.isMissingNode() ? Rates.USUAL_SEARCH : amount(SEARCH, told, Amount.PER_THOUSAND, Rates.MOST);
        return new Price(
                model,
                vendor(form.path("vendor")),
                tariff("", form),
                map(TIERS, form, this::tier),
                map(FACTORS, form, (name, node) -> amount(name, node, Amount.FACTOR, Rating.MOST)),
                new Bounds(tokens(MOST_INPUT, form), tokens(MOST_OUTPUT, form)),
                source);
    }

    private String vendor(JsonNode node) {
        String vendor = node.isTextual() ? node.textValue().strip() : "";
        if (!node.isMissingNode() && (vendor.isEmpty() || vendor.length() > LONGEST_VENDOR)) {
            wrong("vendor", "must be a text of up to " + LONGEST_VENDOR + " characters");
        }
        return vendor;
    }

    private long tokens(String field, JsonNode form) {
        JsonNode node = form.path(field);
        if (node.isMissingNode()) {
            return 0;
        }
        if (!node.isIntegralNumber() || node.longValue() < 1 || node.longValue() > MOST_TOKENS) {
            wrong(field, "must be a whole number from 1 to " + MOST_TOKENS);
        }
        return node.longValue();
    }

    private Tariff tier(String name, JsonNode node) {
        requireKnown(name + ".", node, Set.of(LONG));
        return tariff(name + ".", node);
    }

    private Tariff tariff(String place, JsonNode node) {
        Rates usual = rates(place, node);
        JsonNode longer = node.path(LONG);
        if (longer.isMissingNode()) {
            return Tariff.of(usual);
        }
        String inside = place + LONG + ".";
        requireKnown(inside, longer, Set.of("above"));
        JsonNode above = longer.path("above");
        if (!above.isIntegralNumber() || above.longValue() < 1 || above.longValue() > MOST_TOKENS) {
            wrong(inside + "above", "must be a whole number from 1 to " + MOST_TOKENS);
            return Tariff.of(usual);
        }
        return new Tariff(usual, new Tariff.LongPrompt(above.longValue(), rates(inside, longer)));
    }

    private Rates rates(String place, JsonNode node) {
        long input = rate(place + "input", node.path("input"), 0);
        long output = rate(place + "output", node.path("output"), 0);
        if (!node.has("input") || !node.has("output")) {
            wrong(place + (node.has("input") ? "output" : "input"), "is required");
        }
        long read = rate(place + "cache_read", node.path("cache_read"), input);
        long fiveMinutes = rate(place + "cache_write_5m", node.path("cache_write_5m"), input);
        long anHour = rate(place + "cache_write_1h", node.path("cache_write_1h"), fiveMinutes);
        return new Rates(input, output, read, fiveMinutes, anHour, search);
    }

    private long rate(String place, JsonNode node, long otherwise) {
        return node.isMissingNode() ? otherwise : amount(place, node, Amount.PER_MILLION, Rates.MOST);
    }

    private long amount(String place, JsonNode node, int places, long most) {
        return Amount.read(node, places, most).orElseGet(() -> {
            wrong(
                    place,
                    "must be a number from 0 to "
                            + Amount.write(most, places).decimalValue().toPlainString());
            return 0;
        });
    }

    private <T> SortedMap<String, T> map(String field, JsonNode form, BiFunction<String, JsonNode, T> entry) {
        SortedMap<String, T> map = new TreeMap<>();
        JsonNode node = form.path(field);
        if (!node.isMissingNode() && !node.isObject()) {
            wrong(field, "must be an object");
        }
        node.properties()
                .forEach(part -> map.put(part.getKey(), entry.apply(field + "." + part.getKey(), part.getValue())));
        return map;
    }

    private void requireKnown(String place, JsonNode node, Set<String> others) {
        if (!node.isObject()) {
            wrong(place.isEmpty() ? "" : place.substring(0, place.length() - 1), "must be an object");
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!RATES.contains(name) && !others.contains(name)) {
                wrong(place + name, "is not known here");
            }
        });
    }

    private void wrong(String field, String detail) {
        mistakes.add(new Mistake(field, detail));
    }

    /** The form of a price; it reads as the same price, except for the source. */
    public static ObjectNode write(Price price) {
        ObjectNode form = NODES.objectNode();
        if (!price.vendor().isEmpty()) {
            form.put("vendor", price.vendor());
        }
        if (price.bounds().input() > 0) {
            form.put(MOST_INPUT, price.bounds().input());
        }
        if (price.bounds().output() > 0) {
            form.put(MOST_OUTPUT, price.bounds().output());
        }
        write(form, price.standard());
        form.set(SEARCH, Amount.write(price.standard().usual().webSearch(), Amount.PER_THOUSAND));
        if (!price.tiers().isEmpty()) {
            ObjectNode tiers = form.putObject(TIERS);
            price.tiers().forEach((tier, tariff) -> write(tiers.putObject(tier), tariff));
        }
        if (!price.factors().isEmpty()) {
            ObjectNode factors = form.putObject(FACTORS);
            price.factors().forEach((word, factor) -> factors.set(word, Amount.write(factor, Amount.FACTOR)));
        }
        return form;
    }

    private static void write(ObjectNode form, Tariff tariff) {
        write(form, tariff.usual());
        Tariff.LongPrompt longPrompt = tariff.longPrompt();
        if (longPrompt != null) {
            write(form.putObject(LONG).put("above", longPrompt.above()), longPrompt.rates());
        }
    }

    private static void write(ObjectNode form, Rates rates) {
        form.set("input", Amount.write(rates.input(), Amount.PER_MILLION));
        form.set("output", Amount.write(rates.output(), Amount.PER_MILLION));
        form.set("cache_read", Amount.write(rates.cacheRead(), Amount.PER_MILLION));
        form.set("cache_write_5m", Amount.write(rates.cacheWrite5m(), Amount.PER_MILLION));
        form.set("cache_write_1h", Amount.write(rates.cacheWrite1h(), Amount.PER_MILLION));
    }
}
