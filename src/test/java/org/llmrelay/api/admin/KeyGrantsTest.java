package org.llmrelay.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrelay.account.Account;
import org.llmrelay.admin.Json;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Expiry;

/** What an operator can set of a key. */
class KeyGrantsTest {
    private static final String FULL = """
            {"description":"For tests","owner":"ada@example.org","tags":["beta","team-a"],"enabled":false,"lasts_hours":36,
            "rights":{"services":["claude","droid"],"models":{"allowed":["claude-*"],"blocked":["*opus*"]},
              "clients":["claude_code","codex"],"user_agents":["my tool/*"]},
            "limits":{"concurrency":5,"queue":{"size":3,"wait_seconds":10},"when_store_away":"pass","rules":[
              {"unit":"requests","period":{"kind":"window","minutes":60},"most":100,"family":null,"enforced":true,"strict":false,"when_store_away":"refuse"},
              {"unit":"tokens","period":{"kind":"sliding","minutes":5},"most":9000000000,"family":null,"enforced":true,"strict":false,"when_store_away":"refuse"},
              {"unit":"cost","period":{"kind":"day","zone":"Europe/Berlin","hour":4},"most_microdollars":1000000,"family":null,"enforced":true,"strict":true,"when_store_away":"refuse"},
              {"unit":"cost","period":{"kind":"week","zone":"UTC","hour":0,"day":"tuesday"},"most_microdollars":7,"family":"opus","enforced":false,"strict":false,"when_store_away":"pass"},
              {"unit":"cost","period":{"kind":"month","zone":"America/New_York","hour":23},"most_microdollars":1,"family":null,"enforced":true,"strict":false,"when_store_away":"refuse"},
              {"unit":"requests","period":{"kind":"total"},"most":7,"family":null,"enforced":true,"strict":false,"when_store_away":"refuse"}]},
            "priority":"high","accounts":{"claude":"acct_1"},"rates_ppm":{"claude":1500000,"openai":0}""";

    private final AdminWorld world = new AdminWorld();
    private final AdminWorld.Caller operator = world.operator();

    private String create(String more) {
        world.accounts.save(new Account(
                "acct_1",
                "fake",
                new Account.Profile("a", true, 50),
                new Account.Connection(Map.of(), Map.of(), Map.of()),
                Instant.EPOCH));
        AdminWorld.Reply reply = operator.post("/keys", more + ",\"name\":\"Ada\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().get("id").asText();
    }

    private JsonNode patched(String id, String json) {
        AdminWorld.Reply reply = operator.patch("/keys/" + id, json);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    @Test
    void showsAllThatWasSet() throws Exception {
        String id = create(FULL);

        JsonNode shown = operator.get("/keys/" + id).json();

        Json.MAPPER.readTree(FULL + "}").properties().forEach(field -> assertThat(shown.get(field.getKey()))
                .as(field.getKey())
                .isEqualTo(field.getValue()));
        assertThat(shown.get("activated_at").isNull()).isTrue();
        assertThat(shown.get("expires_at").isNull()).isTrue();
    }

    @Test
    void keepsWhatIsNotSpokenOfAtAnyDepth() {
        String id = create(FULL);
        JsonNode before = operator.get("/keys/" + id).json();

        JsonNode after = patched(
                id,
                "{\"limits\":{\"queue\":{\"size\":4}},\"rights\":{\"models\":{\"blocked\":[]}},\"rates_ppm\":{\"openai\":null}}");

        assertThat(after.at("/limits/queue/size").asInt()).isEqualTo(4);
        assertThat(after.at("/limits/queue/wait_seconds").asInt()).isEqualTo(10);
        assertThat(after.at("/limits/rules")).isEqualTo(before.at("/limits/rules"));
        assertThat(after.at("/rights/models/blocked")).isEmpty();
        assertThat(after.at("/rights/models/allowed")).hasSize(1);
        assertThat(after.at("/rights/clients")).isEqualTo(before.at("/rights/clients"));
        assertThat(after.get("rates_ppm").toString()).isEqualTo("{\"claude\":1500000}");
        assertThat(after.get("accounts")).isEqualTo(before.get("accounts"));
        assertThat(after.get("tags")).isEqualTo(before.get("tags"));
    }

    @Test
    void takesAllAwayOnNull() {
        String id = create(FULL);

        JsonNode key = patched(
                id,
                "{\"description\":null,\"owner\":null,\"tags\":null,\"lasts_hours\":null,\"rights\":null,\"limits\":null,\"accounts\":{\"claude\":null},\"rates_ppm\":null,\"priority\":\"normal\",\"enabled\":true}");

        ApiKey plain = world.keys.find(create("{\"enabled\":true")).orElseThrow();
        assertThat(world.keys.find(key.get("id").asText()).orElseThrow().grant())
                .isEqualTo(plain.grant());
    }

    @Test
    void putsOneKindOfExpiryInThePlaceOfTheOther() {
        String id = create("{\"lasts_hours\":24");

        assertThat(patched(id, "{\"expires_at\":\"2027-01-01T00:00:00Z\"}")
                        .get("lasts_hours")
                        .isNull())
                .isTrue();
        assertThat(patched(id, "{\"lasts_hours\":48}").get("expires_at").isNull())
                .isTrue();
        assertThat(world.keys.find(id).orElseThrow().grant().expiry())
                .isEqualTo(new Expiry.AfterFirstUse(Duration.ofDays(2)));
    }

    @Test
    void showsWhenAKeyWasFirstUsedAndWhenItEnds() {
        String id = create("{\"lasts_hours\":24");
        world.keys.activate(world.keys.find(id).orElseThrow(), world.clock.instant());

        JsonNode key = operator.get("/keys/" + id).json();

        assertThat(key.get("activated_at").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(key.get("expires_at").asText()).isEqualTo("2026-03-02T12:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"description\":7 | description: must be one line of up to 1000 characters",
                "\"tags\":[\"a\",\"\"] | tags: must be a list of up to 50 lines, each of 1 to 100 characters",
                "\"tags\":\"a\" | tags: must be a list of up to 50 lines, each of 1 to 100 characters",
                "\"lasts_hours\":0 | lasts_hours: must be a whole number from 1 to 878400, or null",
                "\"lasts_hours\":1,\"expires_at\":\"2030-01-01T00:00:00Z\" | lasts_hours: cannot be used together with expires_at",
                "\"rights\":[] | rights: must be an object",
                "\"rights\":{\"services\":[\"cluade\"]} | rights.services: may hold only azure, claude, droid, gemini, openai",
                "\"rights\":{\"clients\":[\"curl\"]} | rights.clients: may hold only claude_code, codex, gemini_cli, droid",
                "\"rights\":{\"model\":{}} | rights.model: is not known here",
                "\"rights\":{\"models\":{\"allowed\":[1]}} | rights.models.allowed: must be a list of up to 100 lines, each of 1 to 200 characters",
                "\"limits\":{\"queue\":{\"wait_seconds\":121}} | limits.queue.wait_seconds: must be a whole number from 0 to 120",
                "\"limits\":{\"rules\":{}} | limits.rules: must be a list of up to 30 objects",
                "\"limits\":{\"rules\":[7]} | limits.rules[0]: must be an object",
                "\"limits\":{\"rules\":[{\"unit\":\"euros\",\"period\":{\"kind\":\"total\"},\"most\":1}]} | limits.rules[0].unit: must be one of requests, tokens, cost",
                "\"limits\":{\"rules\":[{\"unit\":\"tokens\",\"most\":1}]} | limits.rules[0].period: is required",
                "\"limits\":{\"rules\":[{\"unit\":\"tokens\",\"period\":{\"kind\":\"total\"}}]} | limits.rules[0].most: is required",
                "\"limits\":{\"rules\":[{\"unit\":\"tokens\",\"period\":{\"kind\":\"year\"},\"most\":1}]} | limits.rules[0].period.kind: must be one of day, month, sliding, total, week, window",
                "\"limits\":{\"rules\":[{\"unit\":\"tokens\",\"period\":{\"kind\":\"window\"},\"most\":1}]} | limits.rules[0].period.minutes: is required",
                "\"limits\":{\"rules\":[{\"unit\":\"tokens\",\"period\":{\"kind\":\"day\",\"zone\":\"Berlin\"},\"most\":1}]} | limits.rules[0].period.zone: must be a time zone such as Europe/Berlin or UTC",
                "\"limits\":{\"rules\":[{\"unit\":\"tokens\",\"period\":{\"kind\":\"total\"},\"most\":1,\"when_store_away\":\"maybe\"}]} | limits.rules[0].when_store_away: must be one of refuse, pass",
                "\"limits\":{\"rules\":[{\"unit\":\"tokens\",\"period\":{\"kind\":\"total\"},\"most\":1},{\"unit\":\"tokens\",\"period\":{\"kind\":\"total\"},\"most\":2}]} | limits.rules: must differ in unit, period or family",
                "\"priority\":\"urgent\" | priority: must be one of low, normal, high",
                "\"accounts\":{\"claude\":\"nope\"} | accounts.claude: is no account's and no group's id",
                "\"accounts\":{\"cloud\":null} | accounts.cloud: is not a service",
                "\"rates_ppm\":{\"claude\":-1} | rates_ppm.claude: must be a whole number from 0 to 1000000000, or null",
                "\"concurrency\":5 | concurrency: is not known here",
            })
    void saysWhatIsWrong(String fields, String mistake) {
        AdminWorld.Reply reply = operator.post("/keys", "{\"name\":\"a\"," + fields + "}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.errors()).containsExactly(mistake);
        assertThat(world.keys.count()).isZero();
    }

    @Test
    void wantsTheAmountOfMoneyInItsOwnField() {
        AdminWorld.Reply reply = operator.post(
                "/keys",
                "{\"name\":\"a\",\"limits\":{\"rules\":[{\"unit\":\"cost\",\"period\":{\"kind\":\"total\"},\"most\":1}]}}");

        assertThat(reply.errors())
                .containsExactly(
                        "limits.rules[0].most_microdollars: is required", "limits.rules[0].most: is not known here");
    }
}
