package org.llmrelay.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.fake.Bedrock;
import org.llmrelay.fake.MessageScript;
import org.llmrelay.fake.ReceivedRequest;

/** Claude at Bedrock, behind the entrances for Claude. */
@ExtendWith(ArquillianExtension.class)
class BedrockIT {
    private static final MessageScript SAID = MessageScript.full().withModel("claude-sonnet-4-5-20250929");
    private static final String INVOKED = "/model/eu.anthropic.claude-sonnet-4-5-20250929-v1%3A0/invoke";

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private Account account() {
        String id = "AKIA" + UUID.randomUUID().toString().substring(0, 8);
        return world.account(
                "bedrock",
                id,
                Map.of(
                        "region",
                        "eu-central-1",
                        "access_key_id",
                        id,
                        "secret_access_key",
                        Planted.remember("aws-" + UUID.randomUUID())),
                Map.of());
    }

    private static String joined(List<byte[]> pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        pieces.forEach(all::writeBytes);
        return all.toString(UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void streamsTheEventsThatTheFramesWrapAndBooksThem(int piece) throws Exception {
        Account account = account();
        world.upstream().next(Bedrock.answer(SAID).piecesOf(piece));
        Key key = world.key();

        Reply reply = RelayClient.send(Ask.stream().key(key)).isFine();

        assertThat(reply.header("content-type")).startsWith("text/event-stream");
        assertThat(reply.header("request-id")).isEqualTo("7d2f0a51-fake");
        assertThat(reply.text()).isEqualTo(joined(SAID.events()));
        ReceivedRequest request = world.upstream().takeExchange(Patience.USUAL).request();
        assertThat(request.path()).isEqualTo(INVOKED + "-with-response-stream");
        assertThat(request.header("authorization").orElseThrow())
                .startsWith("AWS4-HMAC-SHA256 Credential=" + account.credential() + "/");
        assertThat(request.bodyText()).contains("bedrock-2023-05-31").doesNotContain("\"model\"");
        JsonNode call = world.booked(key);
        assertThat(call.path("account").asText()).isEqualTo(account.id());
        assertThat(call.path("usage").path("output_tokens").asLong())
                .isEqualTo(SAID.tokens().output());
        assertThat(call.path("ending").asText()).isEqualTo("completed");
    }

    @Test
    void answersInOnePieceAsTheUpstreamDoes() throws Exception {
        account();
        world.upstream().next(Bedrock.answer(SAID));
        Key key = world.key();

        Reply reply = RelayClient.send(Ask.message().at("/claude/v1/messages").key(key))
                .isFine();

        assertThat(reply.body()).isEqualTo(SAID.json());
        assertThat(world.upstream().takeExchange(Patience.USUAL).request().path())
                .isEqualTo(INVOKED);
        assertThat(world.booked(key).path("usage").path("output_tokens").asLong())
                .isEqualTo(SAID.tokens().output());
    }

    @Test
    void countsTokensAsAnthropicDoes() {
        account();

        Reply reply = RelayClient.send(
                        Ask.post("/v1/messages/count_tokens", Prompt.plain()).key(world.key()))
                .isFine();

        assertThat(reply.json().path("input_tokens").asInt()).isPositive();
        assertThat(reply.json()).hasSize(1);
    }

    @Test
    void tellsAnErrorOfTheCallersInAnthropicsForm() {
        account();
        world.upstream().next(Bedrock.error(400, "ValidationException", "messages: too \"odd\""));

        Reply reply = RelayClient.send(Ask.stream().key(world.key()));

        assertThat(reply.status()).isEqualTo(400);
        JsonNode error = reply.json();
        assertThat(error.path("type").asText()).isEqualTo("error");
        assertThat(error.path("error").path("type").asText()).isEqualTo("invalid_request_error");
        assertThat(error.path("error").path("message").asText()).isEqualTo("messages: too \"odd\"");
    }

    @Test
    void triesTheNextAccountWhenOneIsThrottled() {
        Account full = account();
        Account other = account();
        world.playing(full).always(Bedrock.error(429, "ThrottlingException", "Too many tokens"));
        world.playing(other).always(Bedrock.answer(SAID));

        for (int i = 0; i < 3; i++) {
            RelayClient.send(Ask.stream().key(world.key())).isFine();
        }

        assertThat(world.exchangesOf(full)).hasSizeLessThan(2);
    }

    @Test
    void triesTheNextAccountWhenAStreamBeginsWithAnException() {
        Account broken = account();
        Account good = account();
        world.playing(broken).always(Bedrock.exceptionAfter(0, "modelStreamErrorException", "It broke"));
        world.playing(good).always(Bedrock.answer(SAID));

        Reply reply = RelayClient.send(Ask.stream().key(world.key())).isFine();

        assertThat(reply.text()).isEqualTo(joined(SAID.events()));
    }

    @Test
    void passesOnAnExceptionWithinAStreamAsAnErrorEvent() {
        account();
        world.upstream().next(Bedrock.exceptionAfter(4, "throttlingException", "Slow down"));

        Reply reply = RelayClient.send(Ask.stream().key(world.key())).isFine();

        assertThat(reply.text())
                .contains("event: content_block_start")
                .endsWith(
                        "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"Slow down\"}}\n\n");
    }

    @Test
    void endsAStreamThatIsCutWithAnErrorEvent() {
        account();
        List<byte[]> frames = Bedrock.frames(SAID);
        int cut = frames.get(0).length + frames.get(1).length + 30;
        world.upstream().next(Bedrock.answer(SAID).cutAfterBytes(cut));
        Key key = world.key();

        Reply reply = RelayClient.send(Ask.stream().key(key)).isFine();

        String whole = joined(SAID.events().subList(0, 2));
        assertThat(reply.text()).startsWith(whole + "event: error\ndata: {\"type\":\"error\"");
        assertThat(world.booked(key).path("ending").asText()).isEqualTo("broke-off");
    }

    @Test
    void listsModelsUnderAnthropicsNames() {
        account();

        Reply reply = RelayClient.send(Ask.get("/v1/models").key(world.key())).isFine();

        assertThat(reply.json().path("data").findValuesAsText("id"))
                .containsExactlyInAnyOrder("claude-sonnet-4-5-20250929", "claude-opus-4-6");
    }

    @Test
    void tellsWhetherAnAccountWorks() {
        Account account = account();
        world.playing(account).next(Bedrock.error(403, "UnrecognizedClientException", "The security token is invalid"));
        Ask check = Ask.post("/accounts/" + account.id() + "/test", "{}");

        JsonNode bad = world.admin().send(check).json();
        JsonNode good = world.admin().send(check).json();

        assertThat(bad.path("result").asText()).as(bad.toString()).isEqualTo("upstream-unauthorized");
        assertThat(good.path("result").asText()).as(good.toString()).isEqualTo("ok");
    }
}
