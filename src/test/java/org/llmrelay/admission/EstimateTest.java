package org.llmrelay.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Facts;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Operation;
import org.llmrelay.call.Span;
import org.llmrelay.call.Usage;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Grant;
import org.llmrelay.key.KeyHash;
import org.llmrelay.limit.Gate.Hold;
import org.llmrelay.limit.Period;
import org.llmrelay.limit.Rule;
import org.llmrelay.limit.Unit;

class EstimateTest {
    private static final Period.Life LIFE = new Period.Life();
    private static final ApiKey KEY =
            new ApiKey("k1", new ApiKey.Imprint(new KeyHash("00"), ""), Grant.named("a key"), null, Instant.EPOCH);

    private final Habits habits = new Habits();
    private final List<Usage> priced = new ArrayList<>();
    private final Estimate estimate = new Estimate(habits, new Valuation() {
        @Override
        public long microdollars(Call call, ApiKey key, Usage usage, boolean worst) {
            priced.add(usage);
            return worst ? 77 : 7;
        }

        @Override
        public boolean refuses(String model) {
            return false;
        }
    });

    /** A request of 400 bytes for an answer of up to 1,000 tokens. */
    private List<Hold> holds(Rule... rules) {
        Body body = Body.wrap("x".repeat(400).getBytes(StandardCharsets.UTF_8));
        Call.Request request = new Call.Request("POST", "/v1/messages", null, Headers.NONE, body);
        Facts facts = new Facts("opus-4", "opus", new Span(0, 0), 1_000, true, null);
        Call call =
                new Call(new CallId("c1"), "anthropic", "claude", Operation.GENERATE, request, facts, Instant.EPOCH);
        return estimate.holds(call, KEY, List.of(rules));
    }

    private static Rule strict(Unit unit, Period period) {
        return new Rule(unit, period, 100, null, true, true, false);
    }

    @Test
    void aCallIsOneRequest() {
        Rule requests = Rule.of(Unit.REQUESTS, LIFE, 5);

        assertThat(holds(requests)).containsExactly(new Hold(requests, 1));
    }

    @Test
    void tokensAreGuessedFromTheSizeAndFromWhatIsUsual() {
        Rule tokens = Rule.of(Unit.TOKENS, LIFE, 5);
        assertThat(holds(tokens)).containsExactly(new Hold(tokens, 100 + 1_000));

        habits.note("k1", "opus-4", 30);

        assertThat(holds(tokens)).containsExactly(new Hold(tokens, 100 + 30));
    }

    @Test
    void aStrictLimitHoldsTheWorstWhateverIsUsual() {
        habits.note("k1", "opus-4", 30);
        Rule tokens = strict(Unit.TOKENS, LIFE);

        assertThat(holds(tokens)).containsExactly(new Hold(tokens, 400 + 1_000));
    }

    @Test
    void aPriceIsWorkedOutOnceHoweverManyLimitsAsk() {
        Rule day = Rule.of(Unit.COST, new Period.Day(ZoneOffset.UTC, 0), 5);
        Rule life = Rule.of(Unit.COST, LIFE, 5);
        Rule month = strict(Unit.COST, new Period.Month(ZoneOffset.UTC, 0));

        assertThat(holds(day, life, month)).containsExactly(new Hold(day, 7), new Hold(life, 7), new Hold(month, 77));
        assertThat(priced).hasSize(2);
    }

    @Test
    void limitsOfOtherFamiliesAreLeftAlone() {
        Rule sonnet = new Rule(Unit.REQUESTS, LIFE, 5, "sonnet", true, false, false);
        Rule opus = new Rule(Unit.REQUESTS, LIFE, 5, "opus", true, false, false);

        assertThat(holds(sonnet, opus)).containsExactly(new Hold(opus, 1));
    }
}
