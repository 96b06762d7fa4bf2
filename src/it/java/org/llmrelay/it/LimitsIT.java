package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.fake.Behaviours;
import org.llmrelay.fake.Hold;
import org.llmrelay.fake.MessageScript;
import org.llmrelay.fake.Tokens;

/** Limits hold however many calls come at once, and the numbers add up. */
@ExtendWith(ArquillianExtension.class)
class LimitsIT {
    /** Fewer tokens than the request has bytes, as it is with real providers. */
    private static final MessageScript SHORT = MessageScript.saying("Fine.")
            .withTokens(new Tokens(30, new Tokens.CacheWrites(0, 0), 0, 500, new Tokens.ServerTools(0, 0)));

    /** 30 tokens at 3 dollars and 500 at 15 dollars a million. */
    private static final long PRICE = 30 * 3 + 500 * 15;

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private Key key(String rule) {
        return world.key(",\"limits\":{\"rules\":[" + rule + "]}");
    }

    /** How far the key's only limit is used up, once nothing runs any more. */
    private JsonNode standing(Key key) {
        JsonNode limits = Patience.until(
                "no call runs",
                () -> RelayClient.send(Ask.get("/v1/key-info").key(key))
                        .json()
                        .path("keyInfo")
                        .path("limits"),
                seen -> seen.path("running").asInt() == 0);
        assertThat(limits.path("rules")).hasSize(1);
        return limits.path("rules").get(0);
    }

    private List<Reply> callsAtOnce(Key key, int calls) {
        return RelayClient.begin(Ask.message().key(key), calls).stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private static List<Reply> fine(List<Reply> replies) {
        return replies.stream().filter(reply -> reply.status() == 200).toList();
    }

    @Test
    void admitsExactlyAsManyRequestsAsAWindowHas() {
        world.account();
        Key key = key("{\"unit\":\"requests\",\"period\":{\"kind\":\"window\",\"minutes\":60},\"most\":20}");

        List<Reply> replies = callsAtOnce(key, 200);

        assertThat(fine(replies)).hasSize(20);
        assertThat(fine(replies))
                .extracting(reply -> Integer.valueOf(reply.header("anthropic-ratelimit-requests-remaining")))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 20).boxed().toList());
        assertThat(world.upstream().exchanges()).hasSize(20);
        assertThat(replies).filteredOn(reply -> reply.status() != 200).allSatisfy(reply -> {
            reply.isNativeError(429, "rate_limit_error");
            assertThat(Integer.parseInt(reply.header("retry-after"))).isBetween(3_500, 3_600);
        });
        assertThat(standing(key).path("used").asInt()).isEqualTo(20);
        assertThat(world.booked(key, 20)).hasSize(20);
    }

    @Test
    void neverOverdrawsAStrictBudget() {
        long budget = 100_000;
        Key key = key("{\"unit\":\"cost\",\"period\":{\"kind\":\"total\"},\"most_microdollars\":" + budget
                + ",\"strict\":true}");
        List<Reply> replies = spendAll(key);

        long used = standing(key).path("used").asLong();

        assertThat(used).isEqualTo(fine(replies).size() * PRICE).isBetween(budget / 2, budget);
        requireBooked(key, used);
        RelayClient.send(Ask.message().key(key)).isNativeError(402, "billing_error");
    }

    @Test
    void overdrawsABudgetByEstimatesByOneCallAtMost() {
        long budget = 50_000;
        Key key = key(
                "{\"unit\":\"cost\",\"period\":{\"kind\":\"day\",\"zone\":\"Asia/Kathmandu\",\"hour\":5},\"most_microdollars\":"
                        + budget + "}");
        List<Reply> replies = spendAll(key);

        long used = standing(key).path("used").asLong();

        assertThat(used).isEqualTo(fine(replies).size() * PRICE).isBetween(budget, budget + PRICE);
        requireBooked(key, used);
        Reply refused = RelayClient.send(Ask.message().key(key)).isNativeError(402, "billing_error");
        assertThat(refused.header("x-should-retry")).isEqualTo("false");
        assertThat(refused.text()).contains("cost/day");
        assertThat(standing(key).path("resets_at").asText()).endsWith("T23:15:00Z");
    }

    /** Waves of calls, until one passes in which nobody is let in. */
    private List<Reply> spendAll(Key key) {
        world.account();
        List<Reply> all = new ArrayList<>();
        world.upstream().always(Behaviours.json(SHORT));
        for (List<Reply> wave = callsAtOnce(key, 40); !fine(wave).isEmpty(); wave = callsAtOnce(key, 40)) {
            all.addAll(wave);
            standing(key);
        }
        return all;
    }

    private void requireBooked(Key key, long microdollars) {
        JsonNode overall = world.admin().usage(key).path("overall");
        assertThat(overall.path("cost").path("rated_microdollars").asLong()).isEqualTo(microdollars);
    }

    @Test
    void neverAsksTheUpstreamMoreOftenAtOnceThanAKeyMay() {
        world.account();
        Key key = world.key(",\"limits\":{\"concurrency\":3,\"queue\":{\"size\":30,\"wait_seconds\":10}}");
        Hold hold = new Hold();
        world.upstream().always(Behaviours.normal().stallBeforeHead(hold));

        List<CompletableFuture<Reply>> replies = RelayClient.begin(Ask.stream().key(key), 10);
        Patience.until(
                "three calls are under way", () -> world.upstream().exchanges().size() == 3);
        assertThat(replies).noneMatch(CompletableFuture::isDone);
        hold.release();

        // Whoever waits in the queue comes through when a slot is free.
        replies.forEach(reply -> reply.join().isFine());
        assertThat(world.booked(key, 10)).hasSize(10);
    }

    @Test
    void countsTokensUnderLimitsOfTheirOwn() {
        world.account();
        Key key = key("{\"unit\":\"requests\",\"period\":{\"kind\":\"window\",\"minutes\":60},\"most\":1}");
        Ask count = Ask.message().at("/v1/messages/count_tokens").key(key);

        RelayClient.send(count).isFine();
        Reply refused = RelayClient.send(count).isNativeError(429, "rate_limit_error");

        assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(3_500, 3_600);
        RelayClient.send(Ask.message().key(key)).isFine();
        assertThat(world.booked(key, 1)).hasSize(1);
        JsonNode counting = world.admin().standing(key).path("token_counting").get(0);
        assertThat(counting.path("name").asText()).isEqualTo("count_tokens/window");
        assertThat(counting.path("spent").asInt()).isEqualTo(1);
        JsonNode seen = RelayClient.send(Ask.get("/v1/key-info").key(key)).json();
        assertThat(seen.findPath("token_counting").get(0).path("used").asInt()).isEqualTo(1);
    }

    @Test
    void remembersWhatWasRefusedAndExplainsWhatWouldBe() {
        world.account();
        Key key = key("{\"unit\":\"requests\",\"period\":{\"kind\":\"window\",\"minutes\":60},\"most\":1}");
        assertThat(world.admin().explain(key, Ask.MODEL).path("admitted").asBoolean())
                .isTrue();
        RelayClient.send(Ask.message().key(key)).isFine();

        Reply refused = RelayClient.send(Ask.message().key(key)).isNativeError(429, "rate_limit_error");
        world.admin().change(key, "{\"enabled\":false}");
        RelayClient.send(Ask.message().key(key)).isNativeError(403, "permission_error");

        JsonNode refusals =
                Patience.until("two refusals are kept", () -> world.admin().refusals(key), seen -> seen.size() == 2);
        assertThat(refusals.get(0).path("code").asText()).isEqualTo("key-disabled");
        assertThat(refusals.get(1).path("rule").asText()).isEqualTo("requests/window");
        assertThat("req_" + refusals.get(1).path("call").asText()).isEqualTo(refused.header("request-id"));
        assertThat(refusals.get(1).path("model").asText()).isEqualTo(Ask.MODEL);
        JsonNode explanation = world.admin().explain(key, Ask.MODEL);
        assertThat(explanation.path("refused_by").asText()).isEqualTo("key");
        assertThat(explanation.toString()).contains("\"requests/window\",\"verdict\":\"refuses\"");
    }

    @Test
    void countsWithoutRefusingWhereALimitIsNotEnforced() {
        world.account();
        Key key = key(
                "{\"unit\":\"requests\",\"period\":{\"kind\":\"sliding\",\"minutes\":5},\"most\":1,\"enforced\":false}");

        callsAtOnce(key, 3).forEach(Reply::isFine);

        assertThat(standing(key).path("used").asInt()).isEqualTo(3);
    }
}
