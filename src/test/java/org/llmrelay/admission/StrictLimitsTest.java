package org.llmrelay.admission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Facts;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Operation;
import org.llmrelay.call.Usage;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.Refusal;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Grant;
import org.llmrelay.key.KeyHash;
import org.llmrelay.limit.InMemoryGate;
import org.llmrelay.limit.Limits;
import org.llmrelay.limit.Period;
import org.llmrelay.limit.Rule;
import org.llmrelay.limit.Unit;
import org.llmrelay.pricing.Bounds;
import org.llmrelay.pricing.InMemoryPriceOverrides;
import org.llmrelay.pricing.PriceBook;
import org.llmrelay.pricing.Pricer;
import org.llmrelay.pricing.PricesConfig;
import org.llmrelay.pricing.PricingNotes;
import org.llmrelay.settings.RelaySettings;
import org.llmrelay.wire.Dialect;
import org.llmrelay.wire.Reading;
import org.llmrelay.wire.anthropic.AnthropicDialect;
import org.llmrelay.wire.gemini.GeminiDialect;
import org.llmrelay.wire.openai.ResponsesDialect;

/** Strict limits and calls that may use more than their bodies show, at the shipped prices. */
class StrictLimitsTest {
    private static final InstantSource CLOCK = () -> Instant.EPOCH;

    private final PriceBook prices = new PriceBook(
            new InMemoryPriceOverrides(), new PricesConfig(null, null, Path.of("none")), new PricingNotes(), CLOCK);
    private final Pricer pricer = new Pricer(prices::table, Pricer.Policy.USUAL);
    private final InMemoryGate gate = new InMemoryGate(CLOCK);
    private final Valuation valuation = new PricedValuation(pricer);
    private final Turnstile turnstile =
            new Turnstile(gate, new Estimate(new Habits(), valuation), () -> RelaySettings.DEFAULTS, CLOCK);
    private int calls;

    private static Rule strict(Unit unit, long most, boolean enforced) {
        return new Rule(unit, new Period.Life(), most, null, enforced, true, false);
    }

    private static ApiKey key(Rule... rules) {
        Grant grant = Grant.named("a key").with(new Limits(0, Limits.Queue.NONE, List.of(rules)));
        return new ApiKey("k1", new ApiKey.Imprint(new KeyHash("00"), ""), grant, null, Instant.EPOCH);
    }

    private Call call(Dialect dialect, String path, String body) {
        Call.Request request = new Call.Request("POST", path, null, Headers.NONE, Body.wrap(body.getBytes(UTF_8)));
        Facts facts = ((Reading.Readable) dialect.read(Operation.GENERATE, request)).facts();
        return new Call(
                new CallId("c" + calls++), dialect.id(), "claude", Operation.GENERATE, request, facts, Instant.EPOCH);
    }

    private Call claude(String fields) {
        return call(new AnthropicDialect(), "/v1/messages", "{\"model\":\"claude-sonnet-4-5\"," + fields + "}");
    }

    private Call gpt(String fields) {
        return call(new ResponsesDialect(), "/v1/responses", "{\"model\":\"gpt-5\"," + fields + "}");
    }

    private Call gemini(String body) {
        return call(new GeminiDialect(), "/v1beta/models/gemini-2.5-pro:generateContent", body);
    }

    private static final String ASKED = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
    private static final String IMAGE =
            "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"https://a\"}}]}]";

    private static String search(String more) {
        return ",\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\"" + more + "}]";
    }

    @ParameterizedTest
    @CsvSource({"199999, false", "201000, true"})
    void anImageByAddressHoldsTheModelsWindow(long most, boolean fits) {
        Call call = claude("\"max_tokens\":1000," + IMAGE);

        Decision decision = turnstile.enter(call, key(strict(Unit.TOKENS, most, true)));

        assertThat(decision instanceof Decision.Admitted).isEqualTo(fits);
    }

    @Test
    void eachUseOfAProvidersToolReadsTheWindowOnceMore() {
        Rule tokens = strict(Unit.TOKENS, 10_000_000, true);
        Rule cost = strict(Unit.COST, 100_000_000, true);

        Decision decision =
                turnstile.enter(claude("\"max_tokens\":1000," + ASKED + search(",\"max_uses\":2")), key(tokens, cost));

        assertThat(decision).isInstanceOf(Decision.Admitted.class);
        assertThat(gate.meters("k1", List.of(tokens)).get(0).held()).isEqualTo(3 * 201_000);
        // Six dollars for a million tokens that are written for an hour, fifteen for those of answers, a cent a search.
        assertThat(gate.meters("k1", List.of(cost)).get(0).held())
                .isEqualTo(3 * (200_000 * 6 + 1_000 * 15) + 2 * 10_000);
    }

    @Test
    void aBodyThatIsLargerThanTheWindowHoldsTheWindow() {
        Rule tokens = strict(Unit.TOKENS, 300_000, true);
        String text = "x".repeat(400_000);

        Decision decision = turnstile.enter(
                claude("\"max_tokens\":1000,\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]"),
                key(tokens));

        assertThat(decision).isInstanceOf(Decision.Admitted.class);
        assertThat(gate.meters("k1", List.of(tokens)).get(0).held()).isEqualTo(201_000);
    }

    @Test
    void saysWhatWouldBoundATool() {
        ApiKey key = key(strict(Unit.COST, 100_000_000, true));

        assertThat(refusal(claude("\"max_tokens\":1000," + ASKED + search("")), key))
                .isEqualTo(
                        "The limit cost/total of this API key is strict, and nothing bounds what this call may use: "
                                + "set max_uses of each tool that the provider runs, or leave out the tools that the provider runs");
        assertThat(refusal(gpt("\"max_output_tokens\":9,\"input\":\"hi\",\"tools\":[{\"type\":\"web_search\"}]"), key))
                .endsWith(": set max_tool_calls, or leave out the tools that the provider runs");
        assertThat(refusal(gemini("{\"tools\":[{\"googleSearch\":{}}]}"), key))
                .endsWith(": leave out the tools that the provider runs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"previous_response_id\":\"resp_1\",\"input\":\"go on\"", "\"prompt\":{\"id\":\"p\"}"})
    void saysWhoCouldBoundAPromptOfAModelThatNobodyKnows(String fields) {
        ApiKey key = key(strict(Unit.TOKENS, 100_000_000, true));
        Call unknown = call(
                new ResponsesDialect(),
                "/v1/responses",
                "{\"model\":\"made-up\",\"max_output_tokens\":9," + fields + "}");

        assertThat(refusal(unknown, key)).contains("max_input_tokens");
        assertThat(turnstile.enter(gpt("\"max_output_tokens\":9," + fields), key))
                .isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void anAnswerOfWhichNothingIsSaidHoldsTheLongestThatTheModelGives() {
        Rule tokens = strict(Unit.TOKENS, 1_000_000, true);
        Call call = gpt("\"input\":\"hi\"");
        Call unknown = call(new ResponsesDialect(), "/v1/responses", "{\"model\":\"made-up\",\"input\":\"hi\"}");

        assertThat(turnstile.enter(call, key(tokens))).isInstanceOf(Decision.Admitted.class);
        assertThat(gate.meters("k1", List.of(tokens)).get(0).held())
                .isEqualTo(128_000 + call.request().body().size());
        assertThat(refusal(unknown, key(tokens))).endsWith("set how many tokens the answer may have");
    }

    @Test
    void limitsThatAreNotStrictOrNotEnforcedLetSuchCallsIn() {
        Call call = claude("\"max_tokens\":1000," + ASKED + search(""));
        Rule estimated = Rule.of(Unit.COST, new Period.Life(), 100_000_000);

        assertThat(turnstile.enter(call, key(strict(Unit.TOKENS, 1, false), estimated)))
                .isInstanceOf(Decision.Admitted.class);
        assertThat(turnstile.enter(call, key(strict(Unit.REQUESTS, 9, true)))).isInstanceOf(Decision.Admitted.class);
    }

    private String refusal(Call call, ApiKey key) {
        Refusal why = (Refusal) ((Decision.Refused) turnstile.enter(call, key)).why();
        assertThat(why.kind()).isEqualTo(FailureKind.CALL_UNBOUNDED);
        return why.publicMessage();
    }

    /** Calls of all sorts, each of which uses as much as its provider lets it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void neverOverdrawsABudgetWhateverCallsUse(long seed) {
        Random random = new Random(seed);
        long most = 20_000_000;
        Rule budget = strict(Unit.COST, most, true);
        ApiKey key = key(budget);
        int admitted = 0;
        for (int i = 0; i < 400; i++) {
            Call call = anyCall(random);
            if (turnstile.enter(call, key) instanceof Decision.Admitted) {
                admitted++;
                long used = valuation.microdollars(call, key, all(call, random), true);
                gate.surrender("k1", call.id().value(), Map.of(Unit.COST, used), false);
            }
            assertThat(gate.meters("k1", List.of(budget)).get(0).spent()).isLessThanOrEqualTo(most);
        }
        assertThat(admitted).isPositive();
    }

    private Call anyCall(Random random) {
        int limit = 1 + random.nextInt(20_000);
        String uses = random.nextInt(4) == 0 ? "" : ",\"max_uses\":" + random.nextInt(3);
        return switch (random.nextInt(6)) {
            case 0 -> claude("\"max_tokens\":" + limit + "," + IMAGE);
            case 1 -> claude("\"max_tokens\":" + limit + "," + ASKED + search(uses));
            case 2 -> claude("\"max_tokens\":" + limit + "," + ASKED);
            case 3 -> gpt("\"input\":\"go on\",\"previous_response_id\":\"resp_1\"");
            case 4 ->
                gpt("\"input\":\"hi\",\"max_output_tokens\":" + limit
                        + ",\"tools\":[{\"type\":\"web_search\"}],\"max_tool_calls\":" + random.nextInt(3));
            default -> gemini("{\"contents\":[{\"parts\":[{\"fileData\":{\"fileUri\":\"gs://a\"}}]}]}");
        };
    }

    /** The most that the provider lets a call use: each time it is asked, the model reads its window and writes its limit. */
    private Usage all(Call call, Random random) {
        Bounds bounds = valuation.bounds(call.facts().model());
        assertThat(call.facts().unseen().uses()).isNotNegative();
        long times = 1 + call.facts().unseen().uses();
        boolean isShown = !call.facts().unseen().grows() && times == 1;
        long prompt = times * (isShown ? call.request().body().size() : bounds.input());
        long limit = call.facts().outputLimit() > 0 ? call.facts().outputLimit() : bounds.output();
        long cached = random.nextLong(prompt + 1);
        return new Usage(prompt - cached, times * limit, 0, 0, cached, times - 1, 0);
    }
}
