package org.llmrelay.api.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.llmrelay.admission.Identity;
import org.llmrelay.admission.InMemoryRefusals;
import org.llmrelay.admission.RefusalBook;
import org.llmrelay.api.BodyIntake;
import org.llmrelay.api.Entrance;
import org.llmrelay.api.EntranceConfig;
import org.llmrelay.api.PlainCaller;
import org.llmrelay.api.PlainCaller.Answer;
import org.llmrelay.api.simulated.SimulatedRelay;
import org.llmrelay.api.simulated.SimulatedSurface;
import org.llmrelay.call.CallId;
import org.llmrelay.failure.Refusal;
import org.llmrelay.wire.anthropic.AnthropicDialect;

/** The simulated upstream speaks as a provider does. */
class SimulatedUpstreamTest {
    private static final String ROOT = "/simulated/anthropic/v1";
    private static final String BODY =
            "{\"model\":\"claude-\\\"opus\\\"\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"a private word\"}]}";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final SurfaceServer server = new SurfaceServer(List.of(surface()));

    @AfterEach
    void close() {
        server.close();
        timer.shutdownNow();
    }

    @Test
    void answersWithADocument() throws IOException {
        Answer answer = send("POST", "/messages", BODY);
        JsonNode message = JSON.readTree(answer.body());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsKey("request-id").containsEntry("content-type", "application/json");
        assertThat(message.get("type").asText()).isEqualTo("message");
        assertThat(message.get("model").asText()).isEqualTo("claude-\"opus\"");
        assertThat(message.get("content").get(0).get("text").asText()).contains("simulated");
        assertThat(message.get("usage").get("input_tokens").asInt()).isEqualTo(BODY.length() / 4);
        assertThat(message.get("usage").get("output_tokens").asInt()).isPositive();
        assertThat(answer.text()).doesNotContain("a private word");
    }

    @Test
    void answersWithAStream() throws IOException {
        Answer answer = send("POST", "/messages", BODY.replace("\"max_tokens\"", "\"stream\":true,\"max_tokens\""));
        List<String> names = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (String event : answer.text().strip().split("\n\n", -1)) {
            JsonNode data = JSON.readTree(event.substring(event.indexOf("data: ") + 6));
            assertThat(event).startsWith("event: " + data.get("type").asText() + "\n");
            if (names.isEmpty()
                    || !names.get(names.size() - 1).equals(data.get("type").asText())) {
                names.add(data.get("type").asText());
            }
            text.append(data.path("delta").path("text").asText());
        }

        assertThat(answer.headers()).containsEntry("content-type", "text/event-stream");
        assertThat(names)
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        assertThat(text.toString()).startsWith("Hello!").contains("simulated");
    }

    @Test
    void countsTokens() throws IOException {
        assertThat(send("POST", "/messages/count_tokens", BODY).text())
                .isEqualTo("{\"input_tokens\":" + BODY.length() / 4 + "}");
    }

    @Test
    void listsModels() throws IOException {
        assertThat(JSON.readTree(send("GET", "/models", "").body()).get("data")).hasSize(3);
    }

    @Test
    void wantsAKeyAndTakesAny() throws IOException {
        for (String target : new String[] {"POST " + ROOT + "/messages", "GET " + ROOT + "/models"}) {
            try (PlainCaller caller = new PlainCaller(server.port())) {
                String body = target.startsWith("POST") ? BODY : "";
                String request =
                        target + " HTTP/1.1\r\nHost: relay\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;

                assertThat(caller.send(request).answer().status()).isEqualTo(401);
            }
        }
    }

    @Test
    void hasNothingElse() throws IOException {
        assertThat(send("GET", "/nothing", "").status()).isEqualTo(404);
        assertThat(send("GET", "/messages", "").status()).isEqualTo(405);
    }

    private Answer send(String method, String path, String body) throws IOException {
        try (PlainCaller caller = new PlainCaller(server.port())) {
            return caller.send(AnthropicWorld.request(method, ROOT + path, body))
                    .answer();
        }
    }

    private SimulatedSurface surface() {
        AnthropicDialect dialect = new AnthropicDialect();
        InstantSource clock = InstantSource.system();
        return new SimulatedSurface(new Entrance(
                new Entrance.Door(dialect, "claude"),
                new SimulatedRelay(dialect, timer),
                presented -> new Identity.Unknown(new Refusal.MissingKey()),
                new BodyIntake(EntranceConfig.DEFAULTS, clock, timer),
                new Entrance.Clerk(
                        () -> CallId.next(clock.instant(), ThreadLocalRandom.current()),
                        clock,
                        new RefusalBook(new InMemoryRefusals(), Runnable::run),
                        (call, fault) -> fault.printStackTrace())));
    }
}
