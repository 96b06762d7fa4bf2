package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.llmrelay.fake.FakeAuthorization;

/** The authorization server that the relay under test asks, and accounts that are signed in there. */
final class SignedInAccounts implements AfterEachCallback {
    private static final String KIND = "claude-oauth";

    /** Where the relay's settings say that it is. */
    private final FakeAuthorization server =
            FakeAuthorization.startAt(Integer.parseInt(System.getenv("IT_OAUTH_PORT")));

    private final RelayWorld world;

    SignedInAccounts(RelayWorld world) {
        this.world = world;
    }

    FakeAuthorization server() {
        return server;
    }

    JsonNode begin(String json) {
        return send("/accounts/sign-ins", json, 201).json();
    }

    /** Goes all the way of an operator, and pastes the address at which the browser ended. */
    String signIn() {
        JsonNode begun = begin("{\"kind\":\"" + KIND + "\"}");
        String address = server.signIn(begun.path("link").asText());
        return finish(begun, address).json().path("id").asText();
    }

    Reply finish(JsonNode begun, String pasted) {
        return finish(begun, pasted, "");
    }

    /** @param more further fields of the account, each with a comma before it */
    Reply finish(JsonNode begun, String pasted, String more) {
        return send("/accounts/sign-ins/" + begun.path("id").asText() + "/finish", finishing(pasted, more), 201);
    }

    String finishing(String pasted, String more) {
        String account = Json.write(account(50));
        return "{\"code\":" + Json.quote(pasted) + ",\"terms_accepted\":true,\"account\":"
                + account.substring(0, account.length() - 1) + more + "}}";
    }

    /** An account with pasted tokens; its access token ended a minute ago. */
    String pastedAndOver(int priority, String refreshToken) {
        Map<String, String> tokens = Map.of(
                "access_token",
                Planted.remember("over-" + UUID.randomUUID()),
                "refresh_token",
                Planted.remember(refreshToken),
                "expires_at",
                Instant.now().minusSeconds(60).toString());
        String json = Json.write(
                Map.of("kind", KIND, "terms_accepted", true, "tokens", tokens, "account", account(priority)));
        return send("/accounts/sign-ins/tokens", json, 201).json().path("id").asText();
    }

    private Map<String, Object> account(int priority) {
        return Map.of(
                "name",
                "signed in " + UUID.randomUUID(),
                "priority",
                priority,
                "fields",
                Map.of("base_url", world.upstream().baseUrl().toString()));
    }

    /** How an account is signed in. */
    JsonNode credential(String account) {
        return world.admin()
                .send(Ask.get("/accounts/" + account + "/sign-in"))
                .isFine()
                .json();
    }

    /** What an account is in. */
    JsonNode state(String account) {
        return world.admin().get("/accounts/" + account + "/state");
    }

    Reply send(String path, String json, int expected) {
        Reply reply = world.admin().send(Ask.post(path, json));
        assertThat(reply.status()).as(reply.text()).isEqualTo(expected);
        return reply;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        server.tokens().forEach(Planted::remember);
        server.close();
    }
}
