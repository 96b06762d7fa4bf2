package org.llmrelay.api.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.llmrelay.api.PlainCaller;
import org.llmrelay.api.PlainCaller.Answer;
import org.llmrelay.api.anthropic.AnthropicSurface.Way;
import org.llmrelay.call.Call;
import org.llmrelay.call.Operation;
import org.llmrelay.secret.Secret;

/** Calls come in the same way through JAX-RS and through the plain servlet. */
class AnthropicDoorsTest {
    private static final String BODY =
            "{\"model\":\"claude-opus-5\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final String STREAM = BODY.replace("\"max_tokens\"", "\"stream\":true,\"max_tokens\"");

    private AnthropicWorld world = new AnthropicWorld(Way.JERSEY);

    @AfterEach
    void close() {
        world.close();
    }

    private void through(Way way) {
        if (way != Way.JERSEY) {
            world.close();
            world = new AnthropicWorld(way);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyDoorLeadsToTheRelay(Way way) throws Exception {
        through(way);
        for (String door : new String[] {"", "/api", "/claude", "/comparison"}) {
            assertThat(world.post(door + "/v1/messages", BODY).text()).isEqualTo("GENERATE");
            assertThat(world.post(door + "/v1/messages/count_tokens", BODY).text())
                    .isEqualTo("COUNT_TOKENS");
            Call generate = world.calls.take();
            Call count = world.calls.take();

            assertThat(generate.request().path()).isEqualTo("/v1/messages");
            assertThat(generate.operation()).isEqualTo(Operation.GENERATE);
            assertThat(generate.facts().model()).isEqualTo("claude-opus-5");
            assertThat(count.request().path()).isEqualTo("/v1/messages/count_tokens");
            assertThat(count.operation()).isEqualTo(Operation.COUNT_TOKENS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSlashAtTheEndIsForgiven(Way way) throws IOException {
        through(way);

        assertThat(world.post("/api/v1/messages/", BODY).text()).isEqualTo("GENERATE");
        assertThat(world.post("/v1/messages/count_tokens/", BODY).text()).isEqualTo("COUNT_TOKENS");
    }

    @ParameterizedTest
    @EnumSource
    void theQueryGoesOnWithoutTheKey(Way way) throws Exception {
        through(way);
        try (PlainCaller caller = world.caller()) {
            String request =
                    AnthropicWorld.request("POST", "/v1/messages?beta=true&key=cr_secret_in_the_query&x=%7E", BODY);
            caller.send(request.replaceAll("x-api-key: .*\r\n", "")).answer();
        }

        assertThat(world.calls.take().request().query()).isEqualTo("beta=true&x=%7E");
        assertThat(world.keys.take()).isEqualTo(Secret.of("cr_secret_in_the_query"));
    }

    @ParameterizedTest
    @EnumSource
    void theBodyGoesOnAsItCame(Way way) throws Exception {
        through(way);
        String odd = BODY.replace("hi", "x".repeat(300_000));
        world.post("/v1/messages", odd);

        assertThat(new String(world.calls.take().request().body().array(), StandardCharsets.UTF_8))
                .isEqualTo(odd);
    }

    @ParameterizedTest
    @EnumSource
    void streamsAndDocumentsAlternateOnOneConnection(Way way) throws IOException {
        through(way);
        try (PlainCaller caller = world.caller()) {
            for (int i = 0; i < 200; i++) {
                String body = i % 3 == 0 ? STREAM : BODY;
                assertThat(caller.send(AnthropicWorld.request("POST", "/v1/messages", body))
                                .answer()
                                .text())
                        .isEqualTo("GENERATE");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherMethodIsRefusedInAnthropicsForm(Way way) throws IOException {
        through(way);

        Answer answer = world.send("GET", "/api/v1/messages");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("allow", "POST").containsKey("request-id");
        assertThat(answer.text()).contains("\"type\":\"error\"", "\"invalid_request_error\"");
    }

    @ParameterizedTest
    @EnumSource
    void brokenJsonIsRefusedInAnthropicsForm(Way way) throws IOException {
        through(way);

        Answer answer = world.post("/v1/messages", "{\"model\":");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("\"type\":\"error\"", "\"invalid_request_error\"");
    }

    @ParameterizedTest
    @EnumSource
    void aBodyThatIsTooLargeIsRefusedInAnthropicsForm(Way way) throws IOException {
        through(way);

        Answer answer = world.post("/v1/messages", "x".repeat(2_000_000));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text()).contains("\"request_too_large\"");
    }
}
