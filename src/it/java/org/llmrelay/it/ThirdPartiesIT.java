package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrelay.fake.ReceivedRequest;
import org.llmrelay.it.Admin.AccountWish;

/** Accounts at others who speak like OpenAI or Anthropic, below paths of their own and with models of their own. */
@ExtendWith(ArquillianExtension.class)
class ThirdPartiesIT {
    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private Account account(String kind, String base, String asked, String known) {
        URI url = URI.create(world.upstream().baseUrl() + base);
        AccountWish wish =
                new AccountWish("account " + UUID.randomUUID(), 50, url, Planted.credential(), Map.of(asked, known));
        return world.admin().createAccount(kind, wish);
    }

    private void requireRelayed(Reply reply, Key key, Account account, String path, String known) {
        ReceivedRequest request = world.upstream().requests().get(0);
        assertThat(reply.text()).isNotBlank();
        assertThat(request.path()).isEqualTo(path);
        assertThat(request.credential()).isEqualTo(account.credential());
        assertThat(Json.read(request.bodyText()).path("model").asText()).isEqualTo(known);
        JsonNode call = world.booked(key);
        assertThat(call.path("account").asText()).isEqualTo(account.id());
        assertThat(call.path("usage").path("output_tokens").asLong()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "'', gpt-4o, deepseek-chat, /v1/chat/completions",
        "/v1, gpt-4o, kimi-k2-turbo-preview, /v1/chat/completions",
        "/v1/, gpt-4o, kimi-k2-turbo-preview, /v1/chat/completions",
        "/api/paas/v4, gpt-4o, glm-4.6, /api/paas/v4/chat/completions",
        "/compatible-mode/v1, gpt-4o, qwen3-coder-plus, /compatible-mode/v1/chat/completions",
        "/compatible-mode/v1/chat/completions, gpt-4o, qwen3-max, /compatible-mode/v1/chat/completions"
    })
    void relaysChatUnderTheNameThatTheUpstreamKnows(String base, String asked, String known, String path) {
        Account account = account("openai-compatible", base, asked, known);
        Key key = world.key();

        Reply reply = RelayClient.send(Ask.post(
                                "/openai/v1/chat/completions",
                                Prompt.of(asked, ",\"stream\":true,\"stream_options\":{\"include_usage\":true}"))
                        .with("authorization", "Bearer " + key.text()))
                .isFine();

        requireRelayed(reply, key, account, path, known);
    }

    @ParameterizedTest
    @CsvSource({
        "/anthropic, deepseek-chat, /anthropic/v1/messages",
        "/api/anthropic, glm-4.6, /api/anthropic/v1/messages",
        "/anthropic/v1, kimi-k2-turbo-preview, /anthropic/v1/messages",
        "/apps/anthropic/v1/messages, qwen3-coder-plus, /apps/anthropic/v1/messages"
    })
    void relaysMessagesUnderTheNameThatTheUpstreamKnows(String base, String known, String path) {
        Account account = account("anthropic", base, Ask.MODEL, known);
        Key key = world.key();

        Reply reply = RelayClient.send(Ask.stream().at("/claude/v1/messages").key(key))
                .isFine();

        requireRelayed(reply, key, account, path, known);
    }
}
