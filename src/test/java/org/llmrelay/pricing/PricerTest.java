package org.llmrelay.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.llmrelay.call.Delivery;
import org.llmrelay.call.Usage;
import org.llmrelay.pricing.Pricer.Policy;

/** Amounts here are worked out by hand from the shipped prices. */
class PricerTest {
    private static final PriceTable TABLE = ShippedPrices.load();
    private static final Terms USUAL = new Terms("anthropic", "claude", Delivery.STANDARD, Rating.FULL);

    private final Pricer pricer = new Pricer(() -> TABLE, Policy.USUAL);

    private static Usage tokens(long input, long output) {
        return new Usage(input, output, 0, 0, 0, 0, 0);
    }

    private static Terms delivered(String tier, String speed, String region) {
        return new Terms("anthropic", "claude", new Delivery(tier, speed, region), Rating.FULL);
    }

    @Test
    void addsUpAllThatIsUsed() {
        // 1234 x 3 + 567 x 15 + 10000 x 0.30 + 2000 x 3.75 + 333 x 6 micro-dollars, and two searches of a cent.
        Usage usage = new Usage(1_234, 567, 10_000, 2_000, 333, 2, 9);

        Charge charge = pricer.charge("claude-sonnet-4-5", usage, USUAL);

        assertThat(charge.state()).isEqualTo(Charge.State.PRICED);
        assertThat(charge.official()).isEqualTo(3_702 + 8_505 + 3_000 + 7_500 + 1_998 + 20_000);
        assertThat(charge.rated()).isEqualTo(44_705);
        assertThat(charge.prices()).isEqualTo(TABLE.version());
    }

    @Test
    void roundsTheSumOnceAndHalvesUp() {
        // A tenth of a micro-dollar for a token in, half a one for a token out, a hundredth for a cached one.
        assertThat(pricer.charge("claude-haiku-5-5", tokens(4, 0), USUAL).official())
                .isZero();
        assertThat(pricer.charge("claude-haiku-5-5", tokens(5, 0), USUAL).official())
                .isEqualTo(1);
        assertThat(pricer.charge("claude-haiku-5-5", new Usage(4, 0, 9, 0, 0, 0, 0), USUAL)
                        .official())
                .isZero();
        assertThat(pricer.charge("claude-haiku-5-5", new Usage(4, 0, 10, 0, 0, 0, 0), USUAL)
                        .official())
                .isEqualTo(1);
    }

    @Test
    void chargesLongPromptsAsLongOnes() {
        // 100,000 tokens are not above 100,000; cached ones count for the length.
        assertThat(pricer.charge("claude-haiku-5-5", tokens(100_000, 0), USUAL).official())
                .isEqualTo(10_000);
        // 50000 x 0.5 + 50001 x 0.05 + 10 x 2.5 = 25000 + 2500.05 + 25
        assertThat(pricer.charge("claude-haiku-5-5", new Usage(50_000, 10, 50_001, 0, 0, 0, 0), USUAL)
                        .official())
                .isEqualTo(27_525);
    }

    @Test
    void chargesSpeedAndRegionByTheirFactors() {
        // 4 dollars x 2 x 1.1 = 8.80 dollars for a million; the search costs its cent.
        Usage usage = new Usage(1_000, 0, 0, 0, 0, 1, 0);

        assertThat(pricer.charge("claude-opus-5-5", usage, delivered("standard", "fast", "us"))
                        .official())
                .isEqualTo(8_800 + 10_000);
        assertThat(pricer.charge("claude-opus-5-5", usage, delivered("standard", "standard", "global"))
                        .official())
                .isEqualTo(4_000 + 10_000);
    }

    @Test
    void chargesSixTimesForSpeedWherePricesDoNotSayIt() {
        assertThat(pricer.charge("claude-opus-4-6", tokens(1_000, 0), delivered("", "fast", ""))
                        .official())
                .isEqualTo(30_000);
    }

    @Test
    void chargesTiersAtTheirPricesAndUnknownOnesAtTheStandard() {
        assertThat(pricer.charge("gpt-5.4", tokens(1_000, 100), delivered("priority", "", ""))
                        .official())
                .isEqualTo(5_000 + 3_000);
        assertThat(pricer.charge("gpt-5.4", tokens(1_000, 100), delivered("flex", "", ""))
                        .official())
                .isEqualTo(1_250 + 750);
        assertThat(pricer.charge("gpt-5.4", tokens(1_000, 100), delivered("auto", "", ""))
                        .official())
                .isEqualTo(2_500 + 1_500);
    }

    @Test
    void ratesByServiceAndByKeyAndRoundsThatOnceToo() {
        Pricer rating = new Pricer(() -> TABLE, new Policy(UnknownPrice.UNPRICED, Map.of("claude", 1_500_000L)));

        // 0.5 micro-dollars x 1.5 x 0.8 = 0.6: from the exact sum, not from the rounded one.
        Charge charge = rating.charge(
                "claude-haiku-5-5", tokens(5, 0), new Terms("anthropic", "claude", Delivery.STANDARD, 800_000));
        Charge other = rating.charge(
                "claude-haiku-5-5", tokens(5, 0), new Terms("anthropic", "droid", Delivery.STANDARD, 800_000));

        assertThat(charge.official()).isEqualTo(1);
        assertThat(charge.rated()).isEqualTo(1);
        assertThat(charge.rating()).isEqualTo(new Rating(1_500_000, 800_000));
        assertThat(other.rated()).isZero();
        assertThat(other.rating()).isEqualTo(new Rating(Rating.FULL, 800_000));
    }

    @Test
    void marksWhatIsUnknownAndChargesNothing() {
        Charge charge = pricer.charge("claude-opus-99", tokens(1_000, 1_000), USUAL);

        assertThat(charge.state()).isEqualTo(Charge.State.UNPRICED);
        assertThat(charge.official()).isZero();
        assertThat(charge.isGuessed()).isTrue();
        assertThat(pricer.refuses("claude-opus-99")).isFalse();
    }

    @Test
    void chargesTheDearestPricesOfTheVendorForWhatIsUnknown() {
        Pricer ceiling = new Pricer(() -> TABLE, new Policy(UnknownPrice.CEILING, Map.of()));

        Charge charge = ceiling.charge("claude-opus-99", tokens(1_000, 1_000), USUAL);

        // 10 dollars in and 50 out: what Anthropic's dearest models cost. OpenAI has dearer ones.
        assertThat(charge.state()).isEqualTo(Charge.State.CEILING);
        assertThat(charge.official()).isEqualTo(60_000);
        assertThat(ceiling.refuses("claude-opus-99")).isFalse();
    }

    @Test
    void refusesWhatIsUnknownWhereThatIsWanted() {
        Pricer block = new Pricer(() -> TABLE, new Policy(UnknownPrice.BLOCK, Map.of()));

        assertThat(block.refuses("claude-opus-99")).isTrue();
        assertThat(block.refuses("claude-opus-5-5")).isFalse();
        assertThat(block.charge("claude-opus-99", tokens(1_000, 0), USUAL).state())
                .isEqualTo(Charge.State.CEILING);
    }

    @Test
    void nothingUsedCostsNothingWhateverItWas() {
        Charge charge = pricer.charge("made-up-by-a-caller", Usage.NONE, USUAL);

        assertThat(charge.isGuessed()).isFalse();
        assertThat(charge.official()).isZero();
    }

    @Test
    void nonsenseFromAnUpstreamComesToAMillionDollarsAtMost() {
        long most = Long.MAX_VALUE;
        Usage usage = new Usage(most, most, most, most, most, most, most);

        Charge charge = pricer.charge(
                "claude-opus-5-5", usage, new Terms("anthropic", "claude", Delivery.STANDARD, Rating.MOST));

        assertThat(charge.official()).isEqualTo(Charge.MOST);
        assertThat(charge.rated()).isEqualTo(Charge.MOST);
    }

    @Test
    void whatWasChargedComesOutAgainFromWhatWasBooked() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20261123);
        Price[] prices = TABLE.all().toArray(Price[]::new);
        for (int i = 0; i < 5_000; i++) {
            Usage usage = anyUsage(random);
            Price price = prices[random.nextInt(prices.length)];
            Delivery delivery = new Delivery(
                    oneOf(random, "", "priority", "flex", "batch"),
                    oneOf(random, "", "fast", "standard"),
                    oneOf(random, "", "us"));
            Pricer any = new Pricer(
                    () -> TABLE, new Policy(UnknownPrice.CEILING, Map.of("s", random.nextLong(Rating.MOST + 1))));
            String model = random.nextInt(10) == 0 ? "unknown" : price.model();

            Charge charge = any.charge(
                    model, usage, new Terms(price.vendor(), "s", delivery, random.nextLong(2 * Rating.FULL)));

            assertThat(charge.recomputed(usage)).isEqualTo(charge);
        }
    }

    private static Usage anyUsage(RandomGenerator random) {
        return new Usage(
                random.nextLong(1_000_000),
                random.nextLong(100_000),
                random.nextLong(1_000_000),
                random.nextLong(100_000),
                random.nextLong(100_000),
                random.nextLong(10),
                random.nextLong(10));
    }

    private static String oneOf(RandomGenerator random, String... words) {
        return words[random.nextInt(words.length)];
    }
}
