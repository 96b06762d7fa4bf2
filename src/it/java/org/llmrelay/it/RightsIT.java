package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a key may be used for, on every route. */
@ExtendWith(ArquillianExtension.class)
class RightsIT {
    private static final List<String> CALLS = List.of(
            "/v1/messages", "/v1/messages/count_tokens", "/api/v1/messages", "/claude/v1/messages/count_tokens");

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private static Ask call(String path, Key key) {
        return Ask.post(path, Prompt.plain()).key(key);
    }

    private Reply refused(Ask ask, String message) {
        Reply reply = RelayClient.send(ask).isNativeError(403, "permission_error");
        assertThat(reply.header("x-should-retry")).isEqualTo("false");
        assertThat(reply.json().path("error").path("message").asText()).isEqualTo(message);
        assertThat(world.upstream().exchanges())
                .filteredOn(exchange -> exchange.request().path().startsWith("/v1/messages"))
                .isEmpty();
        return reply;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/messages", "/v1/messages/count_tokens", "/api/v1/messages", "/v1/models", "/v1/models/x"})
    void keepsAKeyFromAServiceThatItLacks(String path) {
        world.account();
        Key key = world.key(",\"rights\":{\"services\":[\"openai\",\"gemini\"]}");
        Ask ask = path.contains("models") ? Ask.get(path).key(key) : call(path, key);

        refused(ask, "This API key may not use the service claude (its rule: services gemini, openai)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/messages", "/v1/messages/count_tokens", "/claude/v1/messages"})
    void keepsAKeyFromAModelThatIsBlocked(String path) {
        world.account();
        Key key = world.key(",\"rights\":{\"models\":{\"blocked\":[\"*SONNET*\"]}}");

        refused(
                call(path, key),
                "This API key may not use the model " + Ask.MODEL + " (its rule: models.blocked *SONNET*)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/messages", "/v1/messages/count_tokens"})
    void keepsAKeyFromModelsThatAreNotAllowed(String path) {
        world.account();
        Key key = world.key(",\"rights\":{\"models\":{\"allowed\":[\"claude-haiku-*\"]}}");

        refused(
                call(path, key),
                "This API key may not use the model " + Ask.MODEL + " (its rule: models.allowed claude-haiku-*)");
        world.admin().change(key, "{\"rights\":{\"models\":{\"allowed\":[\"claude-*\"]}}}");
        RelayClient.send(call(path, key)).isFine();
    }

    @Test
    void keepsAKeyFromABlockedModelUnderAnyNameThatAnAccountHasForIt() {
        Account renaming = world.accountThatRenames(1, Map.of(Ask.MODEL, "claude-opus-4-5"));
        Key key = world.key(",\"rights\":{\"models\":{\"blocked\":[\"*opus*\"]}}");

        RelayClient.send(Ask.message().key(key)).isNativeError(403, "permission_error");
        assertThat(world.upstream().exchanges()).isEmpty();
        world.account(2);
        RelayClient.send(Ask.message().key(key)).isFine();

        assertThat(world.upstream().exchanges()).hasSize(1);
        JsonNode booked = world.booked(key, 2).get(0);
        assertThat(booked.path("attempts")).hasSize(1);
        assertThat(booked.path("passed_over").toString())
                .isEqualTo("[{\"account\":\"" + renaming.id() + "\",\"why\":\"key-lacks-model\"}]");
        JsonNode explained =
                world.admin().post("/scheduling/explain", Json.write(Map.of("key", key.id(), "model", Ask.MODEL)));
        assertThat(explained.at("/candidates/0/why").asText()).isEqualTo("key-lacks-model");
        assertThat(explained.path("account").asText())
                .isEqualTo(explained.at("/candidates/1/account").asText());
    }

    @Test
    void listsOnlyTheModelsThatAKeyMayUse() {
        world.account();
        Key all = world.key();
        List<String> ids = RelayClient.send(Ask.get("/v1/models?limit=1000").key(all))
                .isFine()
                .json()
                .path("data")
                .findValuesAsText("id");
        String blocked = ids.get(0);
        Key some = world.key(",\"rights\":{\"models\":{\"blocked\":[\"" + blocked + "\"]}}");

        JsonNode list = RelayClient.send(Ask.get("/v1/models?limit=1000").key(some))
                .isFine()
                .json()
                .path("data");

        assertThat(list.findValuesAsText("id")).hasSize(ids.size() - 1).doesNotContain(blocked);
        RelayClient.send(Ask.get("/v1/models/" + blocked).key(some)).isNativeError(404, "not_found_error");
        RelayClient.send(Ask.get("/v1/models/" + blocked).key(all)).isFine();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "claude_code | claude-cli/2.1.330 (external, sdk-cli)",
                "claude_code | claude-cli/2.1.197 (external, cli)",
                "droid       | factory-cli/0.215.0",
            })
    void letsTheProgramsOfAKeyIn(String client, String userAgent) {
        world.account();
        Key key = world.key(",\"rights\":{\"clients\":[\"" + client + "\"]}");

        for (String path : CALLS) {
            RelayClient.send(call(path, key).with("user-agent", userAgent)).isFine();
        }
        RelayClient.send(Ask.get("/v1/models").key(key).with("user-agent", userAgent))
                .isFine();
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl/8.5.0", "codex_exec/0.169.0", "my-tool/claude-cli/2.1"})
    void keepsOtherProgramsOut(String userAgent) {
        world.account();
        Key key = world.key(",\"rights\":{\"clients\":[\"claude_code\"],\"user_agents\":[\"my-tool/1*\"]}");
        String message = "This API key may not be used by this client (its rule: clients claude_code, my-tool/1*)";

        for (String path : CALLS) {
            refused(call(path, key).with("user-agent", userAgent), message);
        }
        refused(Ask.get("/v1/models").key(key).with("user-agent", userAgent), message);
        RelayClient.send(call("/v1/messages", key).with("user-agent", "My-Tool/1.2"))
                .isFine();
    }

    @Test
    void beginsTheTimeOfAKeyOnceForFiftyFirstCalls() {
        world.account();
        Key key = world.key(",\"lasts_hours\":1");
        RelayClient.send(Ask.get("/v1/me").key(key)).isFine();
        assertThat(world.admin().show(key).path("activated_at").isNull()).isTrue();

        List<CompletableFuture<Reply>> replies = RelayClient.begin(Ask.message().key(key), 50);

        assertThat(replies).allSatisfy(reply -> reply.join().isFine());
        JsonNode first = world.admin().show(key);
        RelayClient.send(Ask.message().key(key)).isFine();
        assertThat(first.path("activated_at").isTextual()).isTrue();
        assertThat(first.path("expires_at").isTextual()).isTrue();
        assertThat(world.admin().show(key)).isEqualTo(first);
    }

    @Test
    void issuesManyKeysAndRenewsOne() {
        world.account();
        List<Key> keys = world.admin().createKeys("{\"name\":\"batch\",\"count\":20}");

        assertThat(keys)
                .hasSize(20)
                .allSatisfy(key -> RelayClient.send(Ask.message().key(key)).isFine());
        Key renewed = world.admin().renew(keys.get(7));

        RelayClient.send(Ask.message().key(keys.get(7))).isNativeError(401, "authentication_error");
        RelayClient.send(Ask.message().key(renewed)).isFine();
        assertThat(renewed.id()).isEqualTo(keys.get(7).id());
    }
}
