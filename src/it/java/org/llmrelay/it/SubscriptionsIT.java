package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.fake.GeminiScript;
import org.llmrelay.fake.OpenAi;
import org.llmrelay.fake.ReceivedRequest;

/** Calls of accounts that sign in at OpenAI and at Google. */
@ExtendWith(ArquillianExtension.class)
class SubscriptionsIT {
    private static final String CODEX = "{\"model\":\"gpt-5.6\",\"input\":\"hi\",\"stream\":true,\"store\":false}";
    private static final String ASSIST =
            "{\"model\":\"gemini-3.8-flash\",\"project\":\"somebody-elses\",\"user_prompt_id\":\"u1\",\"request\":"
                    + "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}],\"session_id\":\"s1\"}}";

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private Account signedIn(String kind, Map<String, String> more) {
        String token = Planted.remember("signed-in-" + UUID.randomUUID());
        Map<String, String> fields = new HashMap<>(more);
        fields.put("base_url", world.upstream().baseUrl().toString());
        Map<String, Object> form = Map.of(
                "kind",
                kind,
                "terms_accepted",
                true,
                "tokens",
                Map.of(
                        "access_token",
                        token,
                        "expires_at",
                        Instant.now().plusSeconds(3600).toString()),
                "account",
                Map.of("name", "signed in " + UUID.randomUUID(), "priority", 50, "fields", fields));
        Reply reply = world.admin().send(Ask.post("/accounts/sign-ins/tokens", Json.write(form)));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return new Account(reply.json().path("id").asText(), "", token);
    }

    private static Ask codex(Key key) {
        return Ask.post("/openai/responses", CODEX)
                .with("authorization", "Bearer " + key.text())
                .with("originator", "codex_exec")
                .with("session-id", "s1");
    }

    @Test
    void relaysCodexAsItSpeaksWithTheTokenOfTheAccount() {
        Account account = signedIn("openai-oauth", Map.of());
        Key key = world.key();

        Reply reply = RelayClient.send(codex(key)).isFine();

        assertThat(reply.text()).contains("response.completed");
        ReceivedRequest request = world.upstream().requests().get(0);
        assertThat(request.path()).isEqualTo("/v1/responses");
        assertThat(request.values("authorization")).containsExactly("Bearer " + account.credential());
        assertThat(request.values("originator")).containsExactly("codex_exec");
        assertThat(request.bodyText()).isEqualTo(CODEX);
        JsonNode call = world.booked(key);
        assertThat(call.path("account").asText()).isEqualTo(account.id());
        assertThat(call.path("usage").path("output_tokens").asLong()).isPositive();
    }

    @Test
    void movesOnWhenTheWindowOfASubscriptionIsUsedUp() {
        Account full = signedIn("openai-oauth", Map.of());
        Account other = signedIn("openai-oauth", Map.of());
        world.playing(full).always(OpenAi.usageLimit(1800));

        for (int i = 0; i < 2; i++) {
            RelayClient.send(codex(world.key()).with("x-turn", Integer.toString(i)))
                    .isFine();
        }

        assertThat(world.exchangesOf(other)).hasSize(2);
        assertThat(world.exchangesOf(full)).hasSizeLessThan(2);
    }

    @Test
    void remembersTheWindowsThatARefusalTells() {
        Account full = signedIn("openai-oauth", Map.of());
        world.playing(full).always(OpenAi.usageLimit(1800));

        Reply refused = RelayClient.send(codex(world.key()));

        assertThat(refused.status()).isEqualTo(429);
        Patience.until("the windows are known", () -> world.state(full)
                .path("quota")
                .findValuesAsText("percent")
                .equals(List.of("100", "42")));
        JsonNode windows = world.state(full).path("quota");
        assertThat(windows.findValuesAsText("name")).containsExactly("primary", "secondary");
        assertThat(Instant.parse(windows.at("/0/resets_at").asText()))
                .isBetween(Instant.now().plusSeconds(1500), Instant.now().plusSeconds(1800));
    }

    @Test
    void relaysCodeAssistWithTheProjectOfTheAccount() {
        Account account = signedIn("gemini-oauth", Map.of("project", "project-of-the-account"));
        Key key = world.key();

        Reply reply = RelayClient.send(Ask.post("/gemini/v1internal:streamGenerateContent?alt=sse", ASSIST)
                        .with("authorization", "Bearer " + key.text()))
                .isFine();

        assertThat(reply.text()).contains("\"response\"");
        ReceivedRequest request = world.upstream().requests().get(0);
        assertThat(request.target()).isEqualTo("/v1internal:streamGenerateContent?alt=sse");
        assertThat(request.values("authorization")).containsExactly("Bearer " + account.credential());
        assertThat(request.bodyText()).isEqualTo(ASSIST.replace("somebody-elses", "project-of-the-account"));
        JsonNode call = world.booked(key);
        assertThat(call.path("account").asText()).isEqualTo(account.id());
        assertThat(call.path("usage").path("output_tokens").asLong())
                .isEqualTo(GeminiScript.CANDIDATES + GeminiScript.THOUGHTS);
    }
}
