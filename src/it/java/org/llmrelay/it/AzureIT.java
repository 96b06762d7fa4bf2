package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.fake.OpenAi;
import org.llmrelay.fake.ReceivedRequest;

/** Azure's addresses, and accounts at Azure. */
@ExtendWith(ArquillianExtension.class)
class AzureIT {
    private static final String NAMELESS = "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"stream\":true,"
            + "\"stream_options\":{\"include_usage\":true}}";
    private static final String DEPLOYMENT = "/azure/openai/deployments/gpt-5/chat/completions?api-version=2024-10-21";

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private Account account() {
        String key = "azure-" + UUID.randomUUID();
        return world.account(
                "azure-openai", key, Map.of("api_key", key, "deployment", "main"), Map.of("gpt-5", "five"));
    }

    private static Ask ask(String target, String body, Key key) {
        return Ask.post(target, body).with("api-key", key.text());
    }

    @Test
    void takesTheDeploymentForTheModel() {
        Account account = account();
        Key key = world.key();

        Reply reply = RelayClient.send(ask(DEPLOYMENT, NAMELESS, key)).isFine();

        assertThat(reply.text()).endsWith("data: [DONE]\n\n");
        ReceivedRequest request = world.upstream().requests().get(0);
        assertThat(request.target())
                .isEqualTo("/openai/deployments/five/chat/completions?api-version=2025-04-01-preview");
        assertThat(request.values("api-key")).containsExactly(account.credential());
        JsonNode call = world.booked(key);
        assertThat(call.path("account").asText()).isEqualTo(account.id());
        assertThat(call.path("usage").path("output_tokens").asLong()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "/azure/openai/v1/chat/completions, /openai/deployments/main/chat/completions",
        "/azure/openai/responses?api-version=preview, /openai/responses",
        "/azure/openai/v1/responses, /openai/responses",
        "/azure/openai/deployments/x/embeddings?api-version=v1, /openai/deployments/main/embeddings",
        "/azure/chat/completions, /openai/deployments/main/chat/completions",
        "/azure/responses, /openai/responses",
        "/openai/v1/chat/completions, /openai/deployments/main/chat/completions",
        "/openai/responses, /openai/responses"
    })
    void relaysEveryAddressToTheDeploymentThatServesAllOthers(String target, String path) {
        account();

        RelayClient.send(ask(target, Prompt.of("gpt-4o", ",\"input\":\"hi\""), world.key()))
                .isFine();

        ReceivedRequest request = world.upstream().requests().get(0);
        assertThat(request.target()).isEqualTo(path + "?api-version=2025-04-01-preview");
    }

    @Test
    void keepsAzuresAddressesForAzuresAccounts() {
        world.account(1, "openai");

        Reply reply = RelayClient.send(ask(DEPLOYMENT, NAMELESS, world.key()));

        assertThat(reply.status()).isEqualTo(503);
        assertThat(world.upstream().requests()).isEmpty();
    }

    @Test
    void asksAboutTheDeploymentWhetherAKeyMayUseIt() {
        account();
        Key key = world.key(",\"rights\":{\"models\":{\"blocked\":[\"gpt-5*\"]}}");

        Reply reply = RelayClient.send(ask(DEPLOYMENT, Prompt.of("gpt-4o", ""), key));

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.text()).contains("gpt-5");
    }

    @Test
    void refusesAKeyThatIsForAnotherService() {
        account();

        Reply reply = RelayClient.send(ask(DEPLOYMENT, NAMELESS, world.key(",\"rights\":{\"services\":[\"openai\"]}")));

        assertThat(reply.status()).isEqualTo(403);
    }

    @Test
    void triesTheNextAccountWhenOneIsLimited() {
        Account limited = account();
        account();
        world.playing(limited)
                .always(OpenAi.error(429, "too_many_requests", "429").retryAfter(30));

        for (int i = 0; i < 3; i++) {
            RelayClient.send(ask(DEPLOYMENT, NAMELESS, world.key())).isFine();
        }

        assertThat(world.exchangesOf(limited)).hasSizeLessThan(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/azure/openai/deployments/gpt-5/nothing",
                "/azure/openai/deployments/gpt-5",
                "/azure/openai/nothing",
                "/azure/nothing"
            })
    void knowsNothingElseBelowItsPrefix(String target) {
        Reply reply = RelayClient.send(ask(target, NAMELESS, world.key()));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().path("error").path("message").asText()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/azure/openai/models?api-version=2024-10-21", "/azure/openai/v1/models", "/azure/models"})
    void listsTheModelsThatItsAccountsName(String target) {
        account();
        world.account(1, "openai", Map.of("not-azures", "x"));

        Reply reply = RelayClient.send(
                        Ask.get(target).with("api-key", world.key().text()))
                .isFine();

        assertThat(reply.json().path("data").findValuesAsText("id")).containsExactly("gpt-5");
    }
}
