package org.llmrelay.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.llmrelay.call.Attempt;
import org.llmrelay.call.Ending;
import org.llmrelay.call.Outcome;
import org.llmrelay.call.Usage;
import org.llmrelay.key.ApiKey;
import org.llmrelay.limit.Entrants;
import org.llmrelay.pricing.Charge;
import org.llmrelay.pricing.Rates;
import org.llmrelay.pricing.Rating;
import org.llmrelay.secret.Secret;
import org.llmrelay.usage.Bookings;
import org.llmrelay.usage.LedgerEntry;

class KeysResourceTest {
    private static final Charge CHARGE =
            new Charge(Charge.State.CEILING, "v1", new Rates(1, 2, 3, 4, 5, 6), new Rating(1_100_000, 900_000), 70, 80);

    private final AdminWorld world = new AdminWorld();
    private final AdminWorld.Caller operator = world.operator();

    @Test
    void showsTheTextOfANewKeyOnce() {
        AdminWorld.Reply reply = operator.post(
                "/keys",
                "{\"name\":\"laptop\",\"limits\":{\"concurrency\":3},\"expires_at\":\"2027-01-01T01:00:00+01:00\"}");

        assertThat(reply.status()).isEqualTo(201);
        String text = reply.json().get("key").asText();
        String id = reply.json().get("id").asText();
        assertThat(reply.header("Location")).isEqualTo("/admin/api/v1/keys/" + id);
        assertThat(text).startsWith("cr_");
        ApiKey key = world.keys.byHash(world.mint.hash(Secret.of(text))).orElseThrow();
        assertThat(key.id()).isEqualTo(id);
        assertThat(key.limits().concurrency()).isEqualTo(3);
        assertThat(key.expires()).contains(Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(operator.get("/keys/" + id).text())
                .doesNotContain(text)
                .doesNotContain(key.hash().hex())
                .contains("\"hint\":\"" + key.hint() + "\"");
    }

    @Test
    void tellsAllMistakesTogether() {
        AdminWorld.Reply reply = operator.post(
                "/keys", "{\"enabled\":1,\"limits\":{\"concurrency\":1.5},\"expires_at\":\"tomorrow\",\"id\":\"x\"}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.errors())
                .containsExactly(
                        "name: is required",
                        "enabled: must be true or false",
                        "expires_at: must be a time such as 2030-01-31T12:00:00Z, or null",
                        "limits.concurrency: must be a whole number from 0 to 10000",
                        "id: is not known here");
    }

    @Test
    void issuesNoKeyThatIsOverAlready() {
        assertThat(operator.post("/keys", "{\"name\":\"a\",\"expires_at\":\"2026-03-01T12:00:00Z\"}")
                        .errors())
                .containsExactly("expires_at: must be in the future");
    }

    @Test
    void listsKeysInParts() {
        issue("a");
        world.clock.advance(Duration.ofSeconds(1));
        issue("b");

        JsonNode list = operator.get("/keys?limit=1").json();

        assertThat(list.get("total").asInt()).isEqualTo(2);
        assertThat(list.get("items")).hasSize(1);
        assertThat(list.at("/items/0/name").asText()).isEqualTo("b");
        assertThat(list.toString()).doesNotContain("\"key\"");
    }

    @Test
    void tellsWhatIsWrongWithAQuery() {
        AdminWorld.Reply reply = operator.get("/keys?offset=-1&limit=many");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.errors())
                .containsExactly(
                        "offset: must be a whole number from 0 to 1000000000",
                        "limit: must be a whole number from 1 to 200");
    }

    @Test
    void changesOnlyWhatIsSaid() {
        String id = operator.post(
                        "/keys",
                        "{\"name\":\"a\",\"expires_at\":\"2027-01-01T00:00:00Z\",\"limits\":{\"concurrency\":2}}")
                .json()
                .get("id")
                .asText();
        ApiKey before = world.keys.find(id).orElseThrow();

        assertThat(operator.patch("/keys/" + id, "{\"enabled\":false}").status())
                .isEqualTo(200);

        ApiKey after = world.keys.find(id).orElseThrow();
        assertThat(after.enabled()).isFalse();
        assertThat(after.name()).isEqualTo("a");
        assertThat(after.limits().concurrency()).isEqualTo(2);
        assertThat(after.expires()).isEqualTo(before.expires());
        assertThat(after.hash()).isEqualTo(before.hash());
        assertThat(after.created()).isEqualTo(before.created());
    }

    @Test
    void takesTheExpiryAwayOnNull() {
        String id = operator.post("/keys", "{\"name\":\"a\",\"expires_at\":\"2027-01-01T00:00:00Z\"}")
                .json()
                .get("id")
                .asText();

        JsonNode key = operator.patch("/keys/" + id, "{\"expires_at\":null}").json();

        assertThat(key.get("expires_at").isNull()).isTrue();
        assertThat(world.keys.find(id).orElseThrow().expires()).isEmpty();
    }

    @Test
    void deletesAKey() {
        String id = issue("a");

        assertThat(operator.delete("/keys/" + id).status()).isEqualTo(204);

        assertThat(world.keys.find(id)).isEmpty();
        assertThat(operator.delete("/keys/" + id).status()).isEqualTo(404);
        assertThat(operator.get("/keys/" + id).status()).isEqualTo(404);
    }

    @Test
    void addsUpWhatAKeyHasUsed() {
        String id = issue("a");
        book(id, "call-1", "opus");
        book(id, "call-2", "opus");
        book(id, "call-3", "haiku");

        JsonNode usage = operator.get("/keys/" + id + "/usage").json();

        assertThat(usage.at("/overall/calls").asInt()).isEqualTo(3);
        assertThat(usage.at("/overall/usage/input_tokens").asInt()).isEqualTo(3);
        assertThat(usage.at("/overall/usage/cache_write_1h_tokens").asInt()).isEqualTo(15);
        assertThat(usage.get("items")).hasSize(2);
        assertThat(usage.at("/items/0/day").asText()).isEqualTo("2026-03-01");
        assertThat(usage.at("/items/0/model").asText()).isEqualTo("haiku");
        assertThat(usage.at("/items/1/calls").asInt()).isEqualTo(2);
        assertThat(usage.at("/items/1/cost/official_microdollars").asInt()).isEqualTo(140);
        assertThat(usage.at("/overall/cost/rated_microdollars").asInt()).isEqualTo(240);
        assertThat(usage.at("/overall/cost/unknown_price_calls").asInt()).isEqualTo(3);
    }

    @Test
    void showsTheLatestCallsOfAKey() {
        String id = issue("a");
        book(id, "call-1", "opus");
        book(id, "call-2", "haiku");

        JsonNode calls = operator.get("/keys/" + id + "/calls?limit=1").json();

        assertThat(calls.get("items")).hasSize(1);
        assertThat(calls.at("/items/0/id").asText()).isEqualTo("call-2");
        assertThat(calls.at("/items/0/ending").asText()).isEqualTo("completed");
        assertThat(calls.at("/items/0/first_byte_ms").asInt()).isEqualTo(12);
        assertThat(calls.at("/items/0/attempts/0/result").asText()).isEqualTo("ok");
        assertThat(calls.at("/items/0/usage/web_fetches").asInt()).isEqualTo(7);
        assertThat(calls.at("/items/0/charge/state").asText()).isEqualTo("ceiling");
        assertThat(calls.at("/items/0/charge/rated_microdollars").asInt()).isEqualTo(80);
        assertThat(calls.at("/items/0/charge/key_rate").asInt()).isEqualTo(900_000);
        assertThat(calls.at("/items/0/charge/picodollars/cache_write_5m").asInt())
                .isEqualTo(4);
    }

    @Test
    void hasNothingToShowOfAKeyThatIsNotThere() {
        assertThat(operator.get("/keys/nope/usage").status()).isEqualTo(404);
        assertThat(operator.get("/keys/nope/calls").status()).isEqualTo(404);
        assertThat(operator.patch("/keys/nope", "{}").status()).isEqualTo(404);
    }

    private String issue(String name) {
        return operator.post("/keys", "{\"name\":\"" + name + "\"}")
                .json()
                .get("id")
                .asText();
    }

    private void book(String key, String call, String model) {
        Instant now = world.clock.instant();
        world.gate.enter(Entrants.entrant(key, call, 0, null));
        Outcome outcome = new Outcome(
                Ending.COMPLETED,
                200,
                new Usage(1, 2, 3, 4, 5, 6, 7),
                model + "-1",
                List.of(new Attempt("acc_1", 200, "ok", Duration.ofMillis(10))),
                Duration.ofMillis(12),
                Duration.ofMillis(40));
        world.ledger.book(Bookings.of(
                new LedgerEntry(call, now, key, "acc_1", "anthropic", model, true, "claude-cli/2", outcome, CHARGE)));
    }
}
