package org.llmrelay.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.fake.Answer;
import org.llmrelay.fake.Behaviours;
import org.llmrelay.fake.FakeAuthorization;
import org.llmrelay.fake.FakeUpstream;
import org.llmrelay.fake.Gemini;
import org.llmrelay.fake.ReceivedRequest;
import org.llmrelay.provider.vertex.ServiceAccounts;

/** Claude and Gemini at Vertex AI, whose tokens the relay gets for itself. */
@ExtendWith(ArquillianExtension.class)
class VertexIT {
    private static final String PLACE = "/v1/projects/project-1/locations/europe-west1/publishers/";

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private final FakeUpstream tokens = FakeUpstream.start();
    private final String first = Planted.remember("minted-" + UUID.randomUUID());

    @AfterEach
    void closeTokens() {
        tokens.close();
    }

    private static Answer grant(String token) {
        String json = "{\"access_token\":\"" + token + "\",\"expires_in\":3599,\"token_type\":\"Bearer\"}";
        return Behaviours.body(200, "application/json", json.getBytes(UTF_8));
    }

    private Account account(String kind) {
        tokens.always(grant(first));
        String service = ServiceAccounts.at(tokens.baseUrl() + "/token").json();
        return world.account(
                kind,
                first,
                Map.of("project", "project-1", "location", "europe-west1", "service_account", service),
                Map.of());
    }

    private static Ask ask(Key key) {
        return Ask.post("/claude/v1/messages", Prompt.of("claude-sonnet-4-5-20250929", ",\"stream\":true"))
                .key(key);
    }

    @Test
    void getsATokenOnceAndStreamsClaudesEvents() {
        Account account = account("vertex");
        Key key = world.key();

        Reply reply = RelayClient.send(ask(key)).isFine();
        RelayClient.send(ask(key)).isFine();

        assertThat(reply.text()).contains("event: message_stop");
        assertThat(tokens.requests()).hasSize(1);
        Map<String, String> asked =
                FakeAuthorization.parameters(tokens.requests().get(0));
        assertThat(asked).containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
        ReceivedRequest request = world.upstream().requests().get(0);
        assertThat(request.path()).isEqualTo(PLACE + "anthropic/models/claude-sonnet-4-5@20250929:streamRawPredict");
        assertThat(request.credential()).isEqualTo(first);
        assertThat(request.bodyText()).contains("vertex-2023-10-16").doesNotContain("\"model\"");
        JsonNode call = world.booked(key, 2).get(0);
        assertThat(call.path("account").asText()).isEqualTo(account.id());
        assertThat(call.path("usage").path("output_tokens").asLong()).isPositive();
    }

    @Test
    void getsAnotherTokenWhenOneIsRefused() {
        Account account = account("vertex");
        String second = Planted.remember("minted-" + UUID.randomUUID());
        tokens.next(grant(first), grant(second));
        world.upstream().forKey(first).always(Behaviours.status(401));

        RelayClient.send(ask(world.key())).isFine();

        assertThat(world.upstream().requests())
                .extracting(ReceivedRequest::credential)
                .containsExactly(first, second);
        assertThat(world.state(account).path("cool_downs")).isEmpty();
    }

    @Test
    void countsTokens() {
        account("vertex");

        Reply reply = RelayClient.send(
                        Ask.post("/v1/messages/count_tokens", Prompt.plain()).key(world.key()))
                .isFine();

        assertThat(reply.json().path("input_tokens").asInt()).isPositive();
    }

    @Test
    void tellsAnErrorOfGooglesInAnthropicsForm() {
        account("vertex");
        world.upstream().next(Gemini.error(404, "NOT_FOUND"));

        Reply reply = RelayClient.send(ask(world.key()));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().path("error").path("type").asText()).isEqualTo("not_found_error");
        assertThat(reply.json().path("error").path("message").asText()).contains("NOT_FOUND");
    }

    @Test
    void restsWhenTheServerGivesNoToken() {
        Account account = account("vertex");
        tokens.always(Behaviours.body(400, "application/json", "{\"error\":\"invalid_grant\"}".getBytes(UTF_8)));

        Reply reply = RelayClient.send(ask(world.key()));

        assertThat(reply.status()).isGreaterThanOrEqualTo(500);
        assertThat(world.upstream().requests()).isEmpty();
        JsonNode state = Patience.until(
                "the account rests",
                () -> world.state(account),
                told -> told.path("cool_downs").size() == 1);
        assertThat(state.path("cool_downs").path(0).path("cause").asText()).isEqualTo("upstream-unauthorized");
    }

    @Test
    void streamsGeminisEvents() {
        account("vertex-gemini");
        Key key = world.key();
        String target = "/gemini/v1beta/models/gemini-2.5-pro:streamGenerateContent?alt=sse";

        RelayClient.send(Ask.post(target, "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}]}")
                        .with("x-goog-api-key", key.text()))
                .isFine();

        ReceivedRequest request = world.upstream().requests().get(0);
        assertThat(request.target()).isEqualTo(PLACE + "google/models/gemini-2.5-pro:streamGenerateContent?alt=sse");
        assertThat(List.of(request.credential())).containsExactly(first);
        assertThat(world.booked(key).path("usage").path("output_tokens").asLong())
                .isPositive();
    }
}
