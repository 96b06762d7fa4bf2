package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which clients put together addresses from a base URL that people wrote with or without version and slash. */
@ExtendWith(ArquillianExtension.class)
class PathsIT {
    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private void requireAnswer(Ask ask) {
        Reply reply = RelayClient.send(ask.key(world.key())).isFine();

        assertThat(reply.text()).isNotBlank();
        assertThat(world.upstream().requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/claude/v1/messages",
                "/claude/v1/messages/",
                "/claude/messages",
                "/claude/v1/v1/messages",
                "/claude//v1/messages",
                "/claude/v1//messages",
                "/api/v1/messages",
                "/api//v1/messages",
                "/api/messages",
                "/api/v1/v1/messages",
                "/v1/messages"
            })
    void takesMessages(String path) {
        world.account();

        requireAnswer(Ask.post(path, Prompt.plain()));

        assertThat(world.upstream().requests().get(0).path()).isEqualTo("/v1/messages");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/claude/messages/count_tokens",
                "/claude/v1/v1/messages/count_tokens",
                "/claude//v1/messages/count_tokens"
            })
    void countsTokens(String path) {
        world.account();

        requireAnswer(Ask.post(path, Prompt.plain()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/openai/v1/chat/completions",
                "/openai/v1/chat/completions/",
                "/openai/chat/completions",
                "/openai/v1/v1/chat/completions",
                "/openai//v1/chat/completions",
                "/openai//chat/completions"
            })
    void takesChat(String path) {
        world.account(1, "openai-compatible");

        requireAnswer(Ask.post(path, Prompt.of("gpt-4o", "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/openai/responses", "/openai/v1/responses", "/openai/v1/v1/responses", "/openai//v1/responses"})
    void takesResponses(String path) {
        world.account(1, "openai");

        requireAnswer(Ask.post(path, "{\"model\":\"gpt-5.6\",\"input\":\"hi\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/gemini/v1beta/models/gemini-2.5-pro:generateContent",
                "/gemini/models/gemini-2.5-pro:generateContent",
                "/gemini/v1/models/gemini-2.5-pro:generateContent",
                "/gemini/v1beta/v1beta/models/gemini-2.5-pro:generateContent",
                "/gemini/v1/v1beta/models/gemini-2.5-pro:generateContent",
                "/gemini//v1beta/models/gemini-2.5-pro:generateContent"
            })
    void takesGeminisCalls(String path) {
        world.account(1, "gemini");

        requireAnswer(Ask.post(path, "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}]}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/claude/v1/models",
                "/claude/models",
                "/claude/v1/v1/models",
                "/claude//v1/models",
                "/api/models",
                "/openai/models",
                "/openai/v1/models",
                "/openai/v1/v1/models",
                "/openai//v1/models",
                "/gemini/models",
                "/gemini/v1beta/models",
                "/gemini/v1beta/v1beta/models",
                "/gemini//v1beta/models"
            })
    void listsModels(String path) {
        RelayClient.send(Ask.get(path).key(world.key())).isFine();
    }
}
