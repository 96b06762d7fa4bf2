package org.llmrelay.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One model in LiteLLM's format. A field's name is made of what it prices, how long the prompt is, and the tier: {@code
 * cache_read_input_token_cost_above_200k_tokens_priority}. Throws {@link IllegalArgumentException} where a number is wrong.
 */
final class LiteLlmEntry {
    static final String INPUT = "input_cost_per_token";
    static final String OUTPUT = "output_cost_per_token";

    private static final String CACHE_READ = "cache_read_input_token_cost";
    private static final String CACHE_WRITE = "cache_creation_input_token_cost";
    private static final String CACHE_WRITE_1H = "cache_creation_input_token_cost_above_1hr";
    private static final Pattern VARIANT =
            Pattern.compile(INPUT + "(?:_above_([1-9][0-9]{0,5})k_tokens)?(?:_([a-z]+))?");
    private static final List<String> FACTORS = List.of("fast", "us");

    private final String model;
    private final JsonNode entry;
    private final String vendor;
    private final boolean claude;
    private final List<Variant> variants;

    LiteLlmEntry(String model, JsonNode entry) {
        this.model = model;
        this.entry = entry;
        this.vendor = entry.path("litellm_provider").asText("");
        this.claude = vendor.equals("anthropic") || model.contains("claude");
        this.variants = variants(entry);
    }

    /** Prices for long prompts (of more than so many thousand tokens, else 0) or for a tier (else empty). */
    private record Variant(long thousands, String tier) {
        String suffix() {
            return (thousands == 0 ? "" : "_above_" + thousands + "k_tokens") + (tier.isEmpty() ? "" : "_" + tier);
        }

        static Variant of(MatchResult name) {
            String thousands = name.group(1);
            String tier = name.group(2);
            return new Variant(thousands == null ? 0 : Long.parseLong(thousands), tier == null ? "" : tier);
        }
    }

    /** A prompt that prices look beyond has no bound there. */
    private Bounds bounds() {
        long input = entry.path("max_input_tokens").asLong(0);
        boolean isPassed = variants.stream().anyMatch(variant -> variant.thousands() * 1_000 >= input);
        return new Bounds(
                isPassed ? 0 : Math.max(0, input),
                Math.max(0, entry.path("max_output_tokens").asLong(0)));
    }

    private static List<Variant> variants(JsonNode entry) {
        return entry.properties().stream()
                .map(field -> VARIANT.matcher(field.getKey()))
                .filter(Matcher::matches)
                .map(Variant::of)
                .toList();
    }

    Price price() {
        Rates usual = rates("", firstRates());
        if (usual.input() == 0 && usual.output() == 0) {
            throw new IllegalArgumentException("no price: input and output cost nothing");
        }
        return new Price(model, vendor, tariff("", usual), tiers(usual), factors(), bounds(), PriceSource.LOADED);
    }

    /** What holds where a field of the standard prices is left out. */
    private Rates firstRates() {
        long input = amount(INPUT);
        long output = amount(OUTPUT);
        Rates alike = new Rates(input, output, input, input, input, search());
        if (!claude) {
            return alike;
        }
        return new Rates(
                input,
                output,
                alike.times(Rating.FULL / 10).input(),
                alike.times(Rating.FULL / 4 * 5).input(),
                alike.times(2 * Rating.FULL).input(),
                search());
    }

    private Tariff tariff(String tier, Rates usual) {
        List<Variant> longPrompts = variants.stream()
                .filter(variant -> variant.tier().equals(tier) && variant.thousands() > 0)
                .toList();
        if (longPrompts.isEmpty()) {
            return Tariff.of(usual);
        }
        if (longPrompts.size() > 1) {
            throw new IllegalArgumentException("more than one length of prompt has its own prices");
        }
        Variant longPrompt = longPrompts.get(0);
        String suffix = longPrompt.suffix();
        return new Tariff(
                usual,
                new Tariff.LongPrompt(1_000 * longPrompt.thousands(), rates(suffix, inProportion(suffix, usual))));
    }

    private SortedMap<String, Tariff> tiers(Rates usual) {
        SortedMap<String, Tariff> tiers = new TreeMap<>();
        variants.stream()
                .filter(variant -> variant.thousands() == 0 && !variant.tier().isEmpty())
                .forEach(variant -> {
                    Rates rates = rates(variant.suffix(), inProportion(variant.suffix(), usual));
                    tiers.put(nameOf(variant.tier()), tariff(variant.tier(), rates));
                });
        return tiers;
    }

    /** Answers say {@code batch}. */
    private static String nameOf(String word) {
        return word.equals("batches") ? "batch" : word;
    }

    private SortedMap<String, Long> factors() {
        SortedMap<String, Long> factors = new TreeMap<>();
        JsonNode told = entry.path("provider_specific_entry");
        for (String word : FACTORS) {
            if (told.has(word)) {
                factors.put(
                        word, amount("provider_specific_entry." + word, told.path(word), Amount.FACTOR, Rating.MOST));
            }
        }
        return factors;
    }

    /** What holds where a field of other prices is left out: as dear, measured by the input, as the standard is. */
    private Rates inProportion(String suffix, Rates usual) {
        long input = amount(INPUT + suffix);
        if (usual.input() == 0) {
            return new Rates(input, usual.output(), input, input, input, usual.webSearch());
        }
        return new Rates(
                input,
                scaled(usual.output(), input, usual.input()),
                scaled(usual.cacheRead(), input, usual.input()),
                scaled(usual.cacheWrite5m(), input, usual.input()),
                scaled(usual.cacheWrite1h(), input, usual.input()),
                usual.webSearch());
    }

    private static long scaled(long price, long input, long usualInput) {
        BigInteger product = BigInteger.valueOf(price).multiply(BigInteger.valueOf(input));
        return Rounding.atMost(Rates.MOST, Rounding.halfUp(product, BigInteger.valueOf(usualInput)));
    }

    private Rates rates(String suffix, Rates otherwise) {
        long fiveMinutes = amount(CACHE_WRITE + suffix, otherwise.cacheWrite5m());
        boolean hourIsAsDear = !claude && otherwise.cacheWrite1h() == otherwise.cacheWrite5m();
        return new Rates(
                otherwise.input(),
                amount(OUTPUT + suffix, otherwise.output()),
                amount(CACHE_READ + suffix, otherwise.cacheRead()),
                fiveMinutes,
                amount(CACHE_WRITE_1H + suffix, hourIsAsDear ? fiveMinutes : otherwise.cacheWrite1h()),
                otherwise.webSearch());
    }

    private long search() {
        JsonNode told = entry.path("search_context_cost_per_query").path("search_context_size_medium");
        return told.isMissingNode()
                ? Rates.USUAL_SEARCH
                : amount("search_context_size_medium", told, Amount.PER_ONE, Rates.MOST);
    }

    private long amount(String field, long otherwise) {
        JsonNode node = entry.path(field);
        return node.isMissingNode() || node.isNull() ? otherwise : amount(field);
    }

    private long amount(String field) {
        return amount(field, entry.path(field), Amount.PER_ONE, Rates.MOST);
    }

    private static long amount(String field, JsonNode node, int places, long most) {
        return Amount.read(node, places, most).orElseThrow(() -> new IllegalArgumentException(field + " is no price"));
    }
}
