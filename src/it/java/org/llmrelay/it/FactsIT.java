package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.fake.Behaviours;
import org.llmrelay.fake.FakeUpstream;
import org.llmrelay.fake.Hold;
import org.llmrelay.fake.MessageScript;
import org.llmrelay.fake.Tokens;

/** What callers can find out without making a call: models, their key, and whether anybody is there. */
@ExtendWith(ArquillianExtension.class)
class FactsIT {
    private static final List<String> MODELS = List.of(
            "claude-opus-5-5",
            "claude-sonnet-5",
            "claude-opus-4-5-20251101",
            "claude-haiku-4-5-20251001",
            "claude-sonnet-4-5-20250929",
            "claude-3-5-haiku-20241022");

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.path("data").forEach(model -> ids.add(model.path("id").asText()));
        return ids;
    }

    private JsonNode models(String query) {
        return RelayClient.send(Ask.get("/v1/models" + query).key(world.key()))
                .isFine()
                .json();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/api", "/claude"})
    void listsTheModelsOfItsUpstreamsAsTheyDo(String prefix) {
        world.account();

        Reply reply = RelayClient.send(Ask.get(prefix + "/v1/models?limit=1000")
                .with("authorization", "Bearer " + world.key().text()));

        JsonNode page = reply.isFine().json();
        assertThat(reply.header("content-type")).startsWith("application/json");
        assertThat(page.fieldNames()).toIterable().containsExactlyInAnyOrder("data", "has_more", "first_id", "last_id");
        assertThat(ids(page)).isEqualTo(MODELS);
        assertThat(page.path("has_more").asBoolean()).isFalse();
        assertThat(page.path("first_id").asText()).isEqualTo(MODELS.get(0));
        assertThat(page.path("last_id").asText()).isEqualTo(MODELS.get(5));
        JsonNode model = page.path("data").path(1);
        assertThat(model.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("type", "id", "display_name", "created_at");
        assertThat(model.path("type").asText()).isEqualTo("model");
        assertThat(model.path("display_name").asText()).isEqualTo("Claude Sonnet 5");
        assertThat(Instant.parse(model.path("created_at").asText())).isEqualTo("2026-06-11T00:00:00Z");
    }

    @Test
    void listsAllModelsByNameToCallersOfChatCompletions() {
        world.account();
        world.account(2, "openai");
        world.account(3, "gemini");
        Key all = world.key();
        Key some = world.key(
                ",\"rights\":{\"services\":[\"claude\",\"openai\"],\"models\":{\"blocked\":[\"*opus*\",\"gpt-4o\"]}}");

        List<String> known = ids(byName("", all).isFine().json());
        List<String> visible = ids(byName("", some).isFine().json());

        assertThat(known).containsAll(MODELS).contains("gpt-5.6", "gpt-4o").anyMatch(id -> id.startsWith("gemini-"));
        assertThat(visible)
                .contains("gpt-5.6", "claude-sonnet-5")
                .noneMatch(id -> id.startsWith("gemini-") || id.contains("opus") || id.equals("gpt-4o"));
        assertThat(byName("/claude-sonnet-5", all)
                        .isFine()
                        .json()
                        .path("object")
                        .asText())
                .isEqualTo("model");
        assertThat(byName("/gpt-4o", some).status()).isEqualTo(404);
    }

    private static Reply byName(String more, Key key) {
        return RelayClient.send(Ask.get("/api/v1/models" + more).with("authorization", "Bearer " + key.text()));
    }

    @Test
    void listsItsOwnModelsOnlyToCallersOfAnthropics() {
        world.account();
        world.account(2, "openai");

        Reply reply = RelayClient.send(Ask.get("/api/v1/models")
                .with("authorization", "Bearer " + world.key().text())
                .with("anthropic-version", "2023-06-01"));

        assertThat(ids(reply.isFine().json())).isEqualTo(MODELS);
        assertThat(reply.json().has("has_more")).isTrue();
    }

    @Test
    void listsModelsPageByPage() {
        world.account();

        JsonNode first = models("?limit=2");
        JsonNode second = models("?limit=3&after_id=" + first.path("last_id").asText());
        JsonNode last = models("?limit=3&after_id=" + second.path("last_id").asText());
        JsonNode back = models("?limit=3&before_id=" + MODELS.get(4));

        assertThat(ids(first)).isEqualTo(MODELS.subList(0, 2));
        assertThat(ids(second)).isEqualTo(MODELS.subList(2, 5));
        assertThat(ids(last)).isEqualTo(MODELS.subList(5, 6));
        assertThat(ids(back)).isEqualTo(MODELS.subList(1, 4));
        assertThat(List.of(first, second, last, back))
                .extracting(page -> page.path("has_more").asBoolean())
                .containsExactly(true, true, false, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=1001", "?limit=x", "?after_id=claude-none", "?before_id=claude-none"})
    void refusesPagesThatCannotBe(String query) {
        world.account();

        RelayClient.send(Ask.get("/v1/models" + query).key(world.key())).isNativeError(400, "invalid_request_error");
    }

    @Test
    void listsTheNamesThatAccountsGiveToModels() {
        world.accountThatRenames(1, Map.of("claude-house-special", "claude-opus-5-5"));

        assertThat(ids(models(""))).hasSize(7).containsAll(MODELS).contains("claude-house-special");
    }

    @Test
    void showsOneModel() {
        world.account();
        Key key = world.key();

        JsonNode model = RelayClient.send(Ask.get("/v1/models/claude-sonnet-5").key(key))
                .isFine()
                .json();

        assertThat(model.path("display_name").asText()).isEqualTo("Claude Sonnet 5");
        RelayClient.send(Ask.get("/v1/models/claude-none").key(key)).isNativeError(404, "not_found_error");
    }

    @Test
    void leavesOutUpstreamsThatDoNotListInTime() {
        world.account(1, FakeUpstream.refusing());
        Account silent = world.account(2);
        world.playing(silent).always(Behaviours.normal().stallBeforeHead(new Hold()));
        world.account(3);

        long start = System.nanoTime();
        List<String> listed = ids(models("?limit=1000"));

        assertThat(listed).isEqualTo(MODELS);
        assertThat(System.nanoTime() - start).isLessThan(3_000_000_000L);
    }

    @Test
    void listsNothingWhereThereIsNoAccount() {
        JsonNode page = models("");

        assertThat(page.path("data")).isEmpty();
        assertThat(page.path("has_more").asBoolean()).isFalse();
        assertThat(page.path("first_id").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/api", "/claude"})
    void tellsAKeyAboutItself(String prefix) {
        Instant before = Instant.now().minusSeconds(2);
        Key key = world.key(",\"limits\":{\"concurrency\":7},\"expires_at\":\"2031-01-01T00:00:00Z\"");

        JsonNode me = fact(prefix + "/v1/me", key);
        JsonNode info = fact(prefix + "/v1/key-info", key).path("keyInfo");

        assertThat(me.path("id").asText()).isEqualTo("user_" + key.id());
        assertThat(me.path("type").asText()).isEqualTo("user");
        assertThat(me.path("display_name").asText()).isEqualTo("a test");
        assertThat(Instant.parse(me.path("created_at").asText())).isBetween(before, Instant.now());
        assertThat(info.path("id").asText()).isEqualTo(key.id());
        assertThat(info.path("name").asText()).isEqualTo("a test");
        assertThat(info.path("limits").path("concurrency").asInt()).isEqualTo(7);
        assertThat(info.path("expires_at").asText()).isEqualTo("2031-01-01T00:00:00Z");
    }

    private static JsonNode fact(String path, Key key) {
        Reply reply = RelayClient.send(Ask.get(path).key(key)).isFine();
        assertThat(reply.text()).doesNotContain(key.text());
        return reply.json();
    }

    @Test
    void tellsAKeyWhatItHasUsed() {
        world.account();
        Key key = world.key();
        RelayClient.send(Ask.stream().key(key)).isFine();
        assertThat(world.booked(key).isObject()).isTrue();

        JsonNode usage = fact("/v1/usage", key).path("usage");

        Tokens tokens = MessageScript.greeting().tokens();
        JsonNode total = usage.path("total");
        assertThat(total.path("requests").asInt()).isEqualTo(1);
        assertThat(total.path("input_tokens").asLong()).isEqualTo(tokens.input());
        assertThat(total.path("output_tokens").asLong()).isEqualTo(tokens.output());
        assertThat(total.path("cache_read_input_tokens").asLong()).isEqualTo(tokens.cacheRead());
        assertThat(total.path("cache_creation_input_tokens").asLong())
                .isEqualTo(tokens.written().fiveMinutes() + tokens.written().oneHour());
        assertThat(usage.path("by_model").path(0).path("model").asText()).isEqualTo(Ask.MODEL);
    }

    @Test
    void tellsFactsWhileAllCallsOfTheKeyAreTakenAndBooksNothing() throws Exception {
        world.account();
        Key key = world.key(",\"limits\":{\"concurrency\":1}");
        Hold hold = new Hold();
        world.upstream().next(Behaviours.normal().stallBeforeHead(hold));
        var running = RelayClient.begin(Ask.message().key(key));
        hold.awaitReached(Patience.USUAL);

        for (String path : List.of("/v1/me", "/v1/usage", "/v1/key-info", "/v1/models")) {
            RelayClient.send(Ask.get(path).key(key)).isFine();
        }
        hold.release();
        running.join().isFine();

        assertThat(world.booked(key).path("status").asInt()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/me", "/v1/usage", "/v1/key-info", "/v1/models", "/api/v1/models/claude-sonnet-5"})
    void tellsFactsToHoldersOfKeysOnly(String path) {
        world.account();

        RelayClient.send(Ask.get(path)).isNativeError(401, "authentication_error");
        RelayClient.send(Ask.get(path).with("x-api-key", "cr_none")).isNativeError(401, "authentication_error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/hello", "/api/", "/claude/"})
    void saysThatItIsThere(String path) {
        assertThat(RelayClient.send(Ask.get(path).by("HEAD")).isFine().body()).isEmpty();
        assertThat(RelayClient.send(Ask.get(path)).isFine().body()).isNotEmpty();
    }

    @Test
    void saysThatItIsWell() {
        assertThat(RelayClient.send(Ask.get("/health"))
                        .isFine()
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("ok");
        assertThat(RelayClient.send(Ask.get("/health/ready"))
                        .isFine()
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("ready");
    }
}
