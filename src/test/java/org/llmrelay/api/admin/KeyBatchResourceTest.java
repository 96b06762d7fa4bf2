package org.llmrelay.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.llmrelay.key.ApiKey;
import org.llmrelay.limit.Entrants;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.Rule;
import org.llmrelay.secret.Secret;
import org.llmrelay.signin.Role;

class KeyBatchResourceTest {
    private final AdminWorld world = new AdminWorld();
    private final AdminWorld.Caller operator = world.operator();

    private List<String> create(int count) {
        AdminWorld.Reply reply = operator.post(
                "/keys/batch",
                "{\"count\":" + count + ",\"name\":\"class\",\"tags\":[\"school\"],\"limits\":{\"concurrency\":2}}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        List<String> ids = new ArrayList<>();
        reply.json().get("items").forEach(item -> ids.add(item.get("id").asText()));
        return ids;
    }

    @Test
    void issuesKeysThatDifferInTheirNumbersAndTexts() {
        JsonNode items = operator.post("/keys/batch", "{\"count\":500,\"name\":\"class\",\"tags\":[\"school\"]}")
                .json()
                .get("items");

        Set<String> texts = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (JsonNode item : items) {
            String text = item.get("key").asText();
            texts.add(text);
            names.add(item.get("name").asText());
            assertThat(world.keys.byHash(world.mint.hash(Secret.of(text))).map(ApiKey::id))
                    .contains(item.get("id").asText());
        }
        assertThat(texts).hasSize(500);
        assertThat(names).hasSize(500).contains("class_1", "class_500");
        assertThat(world.keys.count()).isEqualTo(500);
    }

    @Test
    void issuesNoneWhenSomethingIsWrong() {
        assertThat(operator.post("/keys/batch", "{\"count\":1,\"name\":\"a\"}").errors())
                .containsExactly("count: must be a whole number from 2 to 500");
        assertThat(operator.post("/keys/batch", "{\"count\":501,\"name\":\"a\"}")
                        .errors())
                .containsExactly("count: must be a whole number from 2 to 500");
        assertThat(operator.post("/keys/batch", "{}").errors())
                .containsExactly("count: is required", "name: is required");

        assertThat(world.keys.count()).isZero();
    }

    @Test
    void changesManyKeysInTheSameWay() {
        List<String> ids = create(3);

        AdminWorld.Reply reply = operator.patch(
                "/keys/batch",
                "{\"ids\":[\"" + ids.get(0) + "\",\"" + ids.get(2)
                        + "\"],\"change\":{\"enabled\":false,\"limits\":{\"queue\":{\"size\":1}}}}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().get("items")).hasSize(2);
        assertThat(ids).map(id -> world.keys.find(id).orElseThrow().enabled()).containsExactly(false, true, false);
        ApiKey changed = world.keys.find(ids.get(0)).orElseThrow();
        assertThat(changed.name()).isEqualTo("class_1");
        assertThat(changed.limits().concurrency()).isEqualTo(2);
        assertThat(changed.limits().queue().size()).isEqualTo(1);
    }

    @Test
    void changesNoneWhenSomethingIsWrong() {
        List<String> ids = create(2);
        String both = "\"" + ids.get(0) + "\",\"" + ids.get(1) + "\"";

        assertThat(operator.patch("/keys/batch", "{\"ids\":[" + both + ",\"nope\"],\"change\":{\"enabled\":false}}")
                        .errors())
                .containsExactly("ids: there is no key nope");
        assertThat(operator.patch(
                                "/keys/batch", "{\"ids\":[" + both + "],\"change\":{\"enabled\":0,\"name\":\"same\"}}")
                        .errors())
                .containsExactly("change.enabled: must be true or false", "change.name: is not known here");
        assertThat(operator.patch("/keys/batch", "{}").errors())
                .containsExactly("ids: is required", "change: is required");

        assertThat(ids).allMatch(id -> world.keys.find(id).orElseThrow().enabled());
    }

    @Test
    void isNotForViewers() {
        assertThat(world.signedIn(Role.VIEWER)
                        .post("/keys/batch", "{\"count\":2,\"name\":\"a\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void givesAKeyANewText() {
        JsonNode old = operator.post("/keys", "{\"name\":\"a\"}").json();
        String id = old.get("id").asText();

        AdminWorld.Reply renewed = operator.post("/keys/" + id + "/renew", "");

        assertThat(renewed.status()).isEqualTo(200);
        assertThat(renewed.json().get("id").asText()).isEqualTo(id);
        assertThat(world.keys.byHash(world.mint.hash(Secret.of(old.get("key").asText()))))
                .isEmpty();
        assertThat(world.keys.byHash(
                        world.mint.hash(Secret.of(renewed.json().get("key").asText()))))
                .isPresent();
        assertThat(operator.post("/keys/nope/renew", "").status()).isEqualTo(404);
    }

    @Test
    void showsHowFarLimitsAreUsedUpAndForgetsIt() {
        String rule = "{\"unit\":\"requests\",\"period\":{\"kind\":\"window\",\"minutes\":60},\"most\":5}";
        String id = operator.post("/keys", "{\"name\":\"a\",\"limits\":{\"concurrency\":2,\"rules\":[" + rule + "]}}")
                .json()
                .get("id")
                .asText();
        Rule requests = world.keys.find(id).orElseThrow().limits().rules().get(0);
        world.gate.enter(Entrants.entrant(id, "c1", new Gate.Hold(requests, 1)));

        JsonNode before = operator.get("/keys/" + id + "/limits").json();
        JsonNode after = operator.post("/keys/" + id + "/limits/reset", "").json();

        assertThat(before.get("running").asInt()).isEqualTo(1);
        assertThat(before.get("concurrency").asInt()).isEqualTo(2);
        assertThat(before.get("rules").get(0).get("name").asText()).isEqualTo("requests/window");
        assertThat(before.get("rules").get(0).get("spent").asInt()).isEqualTo(1);
        assertThat(before.get("rules").get(0).get("resets_at").isNull()).isFalse();
        assertThat(after.get("rules").get(0).get("spent").asInt()).isZero();
        assertThat(operator.get("/keys/nope/limits").status()).isEqualTo(404);
    }

    @Test
    void findsKeysByWhatTheyAre() {
        create(3);
        operator.post("/keys", "{\"name\":\"Teacher\",\"enabled\":false}");

        assertThat(operator.get("/keys?tag=school&limit=2").json().get("total").asInt())
                .isEqualTo(3);
        assertThat(operator.get("/keys?tag=school&limit=2").json().get("items")).hasSize(2);
        assertThat(operator.get("/keys?name=teach&enabled=false")
                        .json()
                        .at("/items/0/name")
                        .asText())
                .isEqualTo("Teacher");
        assertThat(operator.get("/keys?name=teach&enabled=true").json().get("items"))
                .isEmpty();
        assertThat(operator.get("/keys?enabled=yes").errors()).containsExactly("enabled: must be true or false");
    }
}
