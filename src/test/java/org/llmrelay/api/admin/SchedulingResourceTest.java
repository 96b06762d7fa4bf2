package org.llmrelay.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.llmrelay.signin.Role;

class SchedulingResourceTest {
    private final AdminWorld world = new AdminWorld();
    private final AdminWorld.Caller ada = world.operator();

    private String account(String name, String more) {
        AdminWorld.Reply reply = ada.post(
                "/accounts",
                "{\"name\":\"" + name + "\",\"kind\":\"" + new FakeProvider().kind()
                        + "\",\"fields\":{\"api_key\":\"sk-1\"}" + more + "}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().get("id").asText();
    }

    private String group(String name, String policy) {
        AdminWorld.Reply reply = ada.post("/groups", "{\"name\":\"" + name + "\",\"policy\":\"" + policy + "\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().get("id").asText();
    }

    private JsonNode explained(String json) {
        AdminWorld.Reply reply = ada.post("/scheduling/explain", json);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    @Test
    void keepsGroupsAndShowsTheirAccounts() {
        String group = group("Team", "weighted");
        String account = account("One", ",\"groups\":[\"" + group + "\"]");

        JsonNode shown =
                ada.patch("/groups/" + group, "{\"policy\":\"least_busy\"}").json();

        assertThat(shown.get("name").asText()).isEqualTo("Team");
        assertThat(shown.get("policy").asText()).isEqualTo("least_busy");
        assertThat(shown.get("accounts")).extracting(JsonNode::asText).containsExactly(account);
        assertThat(ada.get("/groups").json().get("total").asInt()).isEqualTo(2);
        assertThat(ada.get("/groups/shared").json().get("policy").asText()).isEqualTo("priority");
    }

    @Test
    void deletesOnlyAGroupThatIsEmptyAndNotTheSharedOne() {
        String group = group("Team", "priority");
        String account = account("One", ",\"groups\":[\"" + group + "\"]");

        assertThat(ada.delete("/groups/" + group).status()).isEqualTo(409);
        assertThat(ada.patch("/accounts/" + account, "{\"groups\":[]}").status())
                .isEqualTo(200);
        assertThat(ada.delete("/groups/" + group).status()).isEqualTo(204);
        assertThat(ada.delete("/groups/" + group).status()).isEqualTo(404);
        assertThat(ada.delete("/groups/shared").status()).isEqualTo(409);
    }

    @Test
    void refusesNamesThatAreTakenAndPoliciesThatAreNone() {
        group("Team", "priority");

        assertThat(ada.post("/groups", "{\"name\":\"team\"}").status()).isEqualTo(409);
        assertThat(ada.post("/groups", "{\"name\":\"Other\",\"policy\":\"best\"}")
                        .errors())
                .containsExactly("policy: must be one of priority, weighted, least_busy, most_quota");
        assertThat(world.signedIn(Role.VIEWER)
                        .post("/groups", "{\"name\":\"Mine\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void keepsWhomAnAccountWorksFor() {
        String duty = "\"groups\":[],\"only_models\":[\"claude-*\"],\"weight\":3,"
                + "\"limits\":{\"concurrency\":5,\"requests_per_minute\":60,\"tokens_per_minute\":70000,\"daily_cost\":8000000,"
                + "\"time_zone\":\"Europe/Berlin\"},\"stop_at_percent\":90,\"reserved_percent\":10,"
                + "\"expires_at\":\"2030-01-31T12:00:00Z\",\"never_rests\":true,\"check_minutes\":15,\"check_model\":\"m\"";
        String id = account("One", "," + duty);

        JsonNode changed = ada.patch("/accounts/" + id, "{\"weight\":4,\"limits\":{\"daily_cost\":null}}")
                .json();

        assertThat(changed.toString())
                .contains("\"weight\":4", "\"concurrency\":5", "\"daily_cost\":null", "\"time_zone\":\"Europe/Berlin\"")
                .contains(
                        "\"stop_at_percent\":90",
                        "\"reserved_percent\":10",
                        "\"never_rests\":true",
                        "\"check_minutes\":15");
        assertThat(ada.patch("/accounts/" + id, "{\"groups\":[\"grp_x\"],\"limits\":{\"time_zone\":\"Mars\"}}")
                        .errors())
                .containsExactlyInAnyOrder(
                        "groups: there is no group grp_x",
                        "limits.time_zone: must be a time zone such as Europe/Berlin");
    }

    @Test
    void explainsWhoWouldTakeACallAndWhoNot() {
        String own = account("Own", ",\"groups\":[]");
        String shared = account("Shared", "");
        String key = ada.post(
                        "/keys",
                        "{\"name\":\"k\",\"accounts\":{\"claude\":\"" + own + "\"},\"fall_back\":[\"claude\"]}")
                .json()
                .get("id")
                .asText();
        String dialect = new FakeProvider().dialects().iterator().next();

        JsonNode unbound = explained("{\"model\":\"m\",\"dialect\":\"" + dialect + "\"}");
        JsonNode bound = explained(
                "{\"model\":\"m\",\"session\":\"s\",\"key\":\"" + key + "\",\"dialect\":\"" + dialect + "\"}");

        assertThat(unbound.get("account").asText()).isEqualTo(shared);
        assertThat(unbound.get("candidates").get(1).get("why").asText()).isEqualTo("other-pool");
        assertThat(bound.get("account").asText()).isEqualTo(own);
        assertThat(bound.get("candidates").get(1).get("pool").asText()).isEqualTo("shared");
        assertThat(bound.get("candidates").get(0).get("chosen_by").asText()).isEqualTo("binding");
        assertThat(bound.get("candidates").get(1).get("chosen_by").asText()).isEqualTo("priority");
        assertThat(ada.post("/scheduling/explain", "{\"key\":\"key_x\",\"dialect\":\"none\"}")
                        .errors())
                .containsExactlyInAnyOrder(
                        "model: is required", "key: is no key's id", "dialect: is spoken by no kind of account");
    }

    @Test
    void remembersWhoSwitchedAnAccount() {
        String id = account("One", "");

        assertThat(ada.patch("/accounts/" + id, "{\"enabled\":false}").status()).isEqualTo(200);
        assertThat(ada.patch("/accounts/" + id, "{\"fields\":{\"api_key\":\"sk-2\"}}")
                        .status())
                .isEqualTo(200);

        JsonNode steps = ada.get("/accounts/" + id + "/history").json().get("items");
        assertThat(steps).extracting(step -> step.get("reason").asText()).containsExactly("new-credential", "disabled");
        assertThat(steps).extracting(step -> step.get("by").asText()).containsOnly("operator");
        assertThat(ada.get("/accounts/" + id + "/state").json().get("state").asText())
                .isEqualTo("disabled");
    }

    private String boundKey(String name, String place) {
        return ada.post("/keys", "{\"name\":\"" + name + "\",\"accounts\":{\"claude\":\"" + place + "\"}}")
                .json()
                .get("id")
                .asText();
    }

    @Test
    void keepsAnAccountThatKeysAreBoundToUnlessTheyAreToBeUnbound() {
        String account = account("One", "");
        String key = boundKey("Hers", account);

        AdminWorld.Reply refused = ada.delete("/accounts/" + account);
        AdminWorld.Reply done = ada.delete("/accounts/" + account + "?unbind=true");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.errors()).containsExactly("keys: " + key + " (Hers)");
        assertThat(done.status()).isEqualTo(204);
        assertThat(world.keys.find(key).orElseThrow().handling().accounts()).isEmpty();
        assertThat(ada.delete("/accounts/" + account).status()).isEqualTo(404);
    }

    @Test
    void keepsAGroupThatKeysAreBoundToUnlessTheyAreToBeUnbound() {
        String group = group("Team", "priority");
        String key = boundKey("Hers", group);

        assertThat(ada.delete("/groups/" + group).errors()).containsExactly("keys: " + key + " (Hers)");
        assertThat(ada.delete("/groups/" + group + "?unbind=true").status()).isEqualTo(204);
        assertThat(world.keys.find(key).orElseThrow().handling().accounts()).isEmpty();
    }

    @Test
    void showsWhatTheLastChecksHaveFound() {
        String account = account("One", "");
        JsonNode before = ada.get("/accounts/" + account + "/state").json();

        AdminWorld.Reply tested = ada.post("/accounts/" + account + "/test", "");
        JsonNode state = ada.get("/accounts/" + account + "/state").json();

        assertThat(tested.status()).as(tested.text() + world.faults).isEqualTo(200);
        assertThat(before.get("last_check").isNull()).isTrue();
        assertThat(state.at("/last_check/result").asText())
                .isEqualTo(tested.json().get("result").asText());
        assertThat(state.at("/last_check/good").asBoolean()).isFalse();
        assertThat(ada.get("/accounts/" + account + "/checks").json().at("/items/0"))
                .isEqualTo(state.get("last_check"));
    }
}
