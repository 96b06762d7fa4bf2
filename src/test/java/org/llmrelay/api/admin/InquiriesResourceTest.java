package org.llmrelay.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.llmrelay.admission.RefusedCall;
import org.llmrelay.failure.Refusal;
import org.llmrelay.limit.Entrants;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.Rule;

/** What was refused to a key, and what would be. */
class InquiriesResourceTest {
    private static final String DAY =
            "{\"unit\":\"cost\",\"period\":{\"kind\":\"day\"},\"most_microdollars\":1000,\"strict\":true}";
    private static final String HOUR =
            "{\"unit\":\"requests\",\"period\":{\"kind\":\"window\",\"minutes\":60},\"most\":1}";
    private static final String SHADOW =
            "{\"unit\":\"tokens\",\"period\":{\"kind\":\"total\"},\"most\":1,\"strict\":true,\"enforced\":false}";

    private final AdminWorld world = new AdminWorld();
    private final AdminWorld.Caller operator = world.operator();

    private String key(String more) {
        return operator.post("/keys", "{\"name\":\"a\"" + more + "}")
                .json()
                .get("id")
                .asText();
    }

    private JsonNode explain(String key, String more) {
        AdminWorld.Reply reply =
                operator.post("/keys/" + key + "/explain", "{\"model\":\"claude-opus-4\"" + more + "}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    /** Each check as {@code name verdict}. */
    private static List<String> verdicts(JsonNode explanation) {
        List<String> all = new ArrayList<>();
        explanation
                .get("checks")
                .forEach(check -> all.add(
                        check.get("name").asText() + " " + check.get("verdict").asText()));
        return all;
    }

    @Test
    void showsWhatAKeyWasRefused() {
        String key = key("");
        Refusal why = new Refusal.ModelNotGranted("opus", "models.blocked *opus*");
        world.refusalBook.note(key, new RefusedCall.Attempted(world.clock.instant(), "c1", "opus", "curl/8"), why);
        world.refusalBook.note(
                null, new RefusedCall.Attempted(Instant.EPOCH, "c2", "", null), new Refusal.UnknownKey());

        JsonNode all = operator.get("/keys/" + key + "/refusals").json();

        assertThat(all.get("items")).hasSize(1);
        assertThat(all.get("items").get(0).toString())
                .isEqualTo("{\"at\":\"" + world.clock.instant() + "\",\"call\":\"c1\",\"code\":\"key-lacks-model\","
                        + "\"rule\":\"models.blocked *opus*\",\"model\":\"opus\",\"client\":\"curl/8\","
                        + "\"message\":\"" + why.publicMessage() + "\"}");
        assertThat(all.get("dropped").asInt()).isZero();
        assertThat(all.get("unknown_keys").asInt()).isEqualTo(1);
        assertThat(operator.get("/keys/" + key + "/refusals/c1").json())
                .isEqualTo(all.get("items").get(0));
        assertThat(operator.get("/keys/" + key + "/refusals/c2").status()).isEqualTo(404);
        assertThat(operator.get("/keys/nope/refusals").status()).isEqualTo(404);
    }

    @Test
    void explainsACallThatWouldBeMade() {
        String key = key(",\"limits\":{\"concurrency\":2,\"rules\":[" + HOUR + "]}");

        JsonNode explanation = explain(key, "");

        assertThat(explanation.get("admitted").asBoolean()).isTrue();
        assertThat(explanation.get("refused_by").isNull()).isTrue();
        assertThat(verdicts(explanation))
                .containsExactly(
                        "key passes",
                        "expiry passes",
                        "service passes",
                        "client passes",
                        "model passes",
                        "price passes",
                        "slots passes",
                        "requests/window passes");
        assertThat(world.gate.inside(key)).isZero();
        assertThat(operator.get("/keys/" + key + "/limits")
                        .json()
                        .at("/rules/0/spent")
                        .asInt())
                .isZero();
    }

    @Test
    void namesEverythingThatRefusesAndTheFirstOfThem() {
        String key =
                key(",\"enabled\":false,\"rights\":{\"services\":[\"gemini\"],\"models\":{\"blocked\":[\"*opus*\"]},"
                        + "\"clients\":[\"claude_code\"]},\"limits\":{\"concurrency\":1,\"rules\":[" + HOUR + "," + DAY
                        + ","
                        + SHADOW + "]}");
        Rule hour = world.keys.find(key).orElseThrow().limits().rules().get(0);
        world.gate.enter(Entrants.entrant(key, "c1", new Gate.Hold(hour, 1)));

        JsonNode explanation = explain(key, ",\"client\":\"curl/8\",\"size\":100,\"max_tokens\":50");

        assertThat(explanation.get("admitted").asBoolean()).isFalse();
        assertThat(explanation.get("refused_by").asText()).isEqualTo("key");
        assertThat(verdicts(explanation))
                .containsExactly(
                        "key refuses",
                        "expiry passes",
                        "service refuses",
                        "client refuses",
                        "model refuses",
                        "price passes",
                        "slots refuses",
                        "requests/window refuses",
                        "cost/day passes",
                        "tokens/total would_refuse");
        assertThat(explanation.at("/checks/8/limit").toString())
                .isEqualTo("{\"unit\":\"cost\",\"most\":1000,\"spent\":0,\"held\":0,\"needed\":900,\"resets_at\":\""
                        + "2026-03-02T00:00:00Z\",\"enforced\":true,\"strict\":true}");
        assertThat(explanation.at("/checks/9/limit/needed").asInt()).isEqualTo(150);
    }

    @Test
    void explainsTheCountingOfTokensByItsOwnLimits() {
        String key = key(",\"limits\":{\"concurrency\":1,\"rules\":[" + HOUR + "," + DAY + "]}");

        JsonNode explanation = explain(key, ",\"operation\":\"count_tokens\"");

        assertThat(verdicts(explanation)).endsWith("model passes", "count_tokens/window passes");
    }

    @Test
    void tellsAllMistakesOfAQuestion() {
        String key = key("");

        assertThat(operator.post("/keys/" + key + "/explain", "{\"size\":-1,\"dialect\":\"latin\",\"x\":1}")
                        .errors())
                .containsExactly(
                        "dialect: must be one of anthropic",
                        "model: is required",
                        "size: must be a whole number from 0 to 1073741824",
                        "x: is not known here");
        assertThat(operator.post("/keys/nope/explain", "{\"model\":\"m\"}").status())
                .isEqualTo(404);
    }
}
