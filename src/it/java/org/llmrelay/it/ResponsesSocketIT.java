package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.fake.Hold;
import org.llmrelay.fake.OpenAi;
import org.llmrelay.fake.ReceivedRequest;
import org.llmrelay.fake.ResponsesScript;

/** Responses over a WebSocket, as Codex speaks them. */
@ExtendWith(ArquillianExtension.class)
class ResponsesSocketIT {
    private static final String CREATE = "{\"type\":\"response.create\",\"model\":\"gpt-5.6\",\"input\":\"hi\"%s}";

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    /** A caller's end of a socket. */
    private static final class Caller implements WebSocket.Listener {
        private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
        private final StringBuilder open = new StringBuilder();
        private final WebSocket socket;

        Caller(String key) {
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .header("authorization", "Bearer " + key)
                    .header("openai-beta", "responses_websockets=2026-02-06")
                    .header("session-id", "s1")
                    .buildAsync(URI.create("ws://127.0.0.1:" + RelayWar.PORT + "/openai/v1/responses"), this)
                    .join();
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            open.append(data);
            if (last) {
                frames.add(open.toString());
                open.setLength(0);
            }
            from.request(1);
            return null;
        }

        Caller say(String frame) {
            socket.sendText(frame, true).join();
            return this;
        }

        JsonNode hear() {
            try {
                String frame = frames.poll(Patience.USUAL.toMillis(), TimeUnit.MILLISECONDS);
                assertThat(frame).as("a frame").isNotNull();
                return Json.read(frame);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** Everything up to the end of a response. */
        List<JsonNode> hearAll() {
            List<JsonNode> all = new ArrayList<>();
            do {
                all.add(hear());
            } while (!all.get(all.size() - 1)
                    .path("type")
                    .asText()
                    .matches("error|response\\.(completed|failed|incomplete)"));
            return all;
        }
    }

    private static String type(List<JsonNode> frames, int index) {
        return frames.get(index < 0 ? frames.size() + index : index)
                .path("type")
                .asText();
    }

    @Test
    void answersEachFrameWithTheEventsOfOneCall() {
        Account account = world.account(1, "openai");
        Key key = world.key();

        List<JsonNode> frames = new Caller(key.text()).say(CREATE.formatted("")).hearAll();

        assertThat(type(frames, 0)).isEqualTo("response.created");
        assertThat(type(frames, -1)).isEqualTo("response.completed");
        assertThat(frames)
                .hasSize(ResponsesScript.greeting().withModel("m").events().size());
        ReceivedRequest request = world.upstream().requests().get(0);
        assertThat(request.path()).isEqualTo("/v1/responses");
        assertThat(request.values("authorization")).containsExactly("Bearer " + account.credential());
        assertThat(request.header("session-id")).contains("s1");
        assertThat(request.header("openai-beta")).isEmpty();
        assertThat(request.headers().toString().toLowerCase(Locale.ROOT)).doesNotContain("sec-websocket");
        assertThat(request.bodyText()).isEqualTo("{\"stream\":true,\"model\":\"gpt-5.6\",\"input\":\"hi\"}");
        JsonNode call = world.booked(key);
        assertThat(call.path("ending").asText()).isEqualTo("completed");
        assertThat(call.path("usage").path("output_tokens").asLong()).isPositive();
    }

    @Test
    void goesOnFromTheLastResponseOfTheConnection() {
        world.account(1, "openai");
        Key key = world.key();
        Caller caller = new Caller(key.text());

        JsonNode first = caller.say(CREATE.formatted("")).hearAll().stream()
                .reduce((a, b) -> b)
                .orElseThrow()
                .path("response");
        caller.say(CREATE.formatted(
                        ",\"previous_response_id\":\"" + first.path("id").asText() + "\""))
                .hearAll();

        JsonNode sent = Json.read(world.upstream().requests().get(1).bodyText());
        assertThat(sent.has("previous_response_id")).isFalse();
        assertThat(sent.path("input")).hasSize(2 + first.path("output").size());
        assertThat(sent.path("input").path(0).path("content").asText()).isEqualTo("hi");
        assertThat(sent.path("input").path(1)).isEqualTo(first.path("output").path(0));
        assertThat(world.booked(key, 2)).hasSize(2);
    }

    @Test
    void goesOnWhereTheAccountSpeaksChatCompletionsOnly() {
        world.account(1, "openai-compatible");
        Key key = world.key();
        Caller caller = new Caller(key.text());

        List<JsonNode> frames = caller.say(CREATE.formatted("")).hearAll();
        JsonNode first = frames.get(frames.size() - 1).path("response");
        caller.say(CREATE.formatted(
                        ",\"previous_response_id\":\"" + first.path("id").asText() + "\""))
                .hearAll();

        assertThat(type(frames, 0)).isEqualTo("response.created");
        assertThat(type(frames, -1)).isEqualTo("response.completed");
        JsonNode messages =
                Json.read(world.upstream().requests().get(1).bodyText()).path("messages");
        assertThat(messages.path(0).path("content").asText()).isEqualTo("hi");
        assertThat(messages.path(1).path("tool_calls")).hasSize(1);
        assertThat(world.booked(key, 2))
                .allSatisfy(call -> assertThat(call.path("dialect").asText()).isEqualTo("openai-chat"));
    }

    @Test
    void leavesAResponseThatItDoesNotKnowToTheProvider() {
        world.account(1, "openai");

        new Caller(world.key().text())
                .say(CREATE.formatted(",\"previous_response_id\":\"resp_of_yesterday\""))
                .hearAll();

        assertThat(world.upstream().requests().get(0).bodyText()).contains("resp_of_yesterday");
    }

    @Test
    void tellsARefusalAsAFrame() {
        world.account(1, "openai");
        Key key = world.key(",\"rights\":{\"models\":{\"blocked\":[\"gpt-5*\"]}}");

        JsonNode frame = new Caller(key.text()).say(CREATE.formatted("")).hear();

        assertThat(frame.path("type").asText()).isEqualTo("error");
        assertThat(frame.path("status").asInt()).isEqualTo(403);
        assertThat(frame.path("error").path("message").asText()).contains("gpt-5.6");
        assertThat(world.upstream().requests()).isEmpty();
    }

    @Test
    void tellsTheProvidersErrorAsAFrame() {
        world.account(1, "openai");
        world.upstream().next(OpenAi.error(400, "invalid_request_error", "context_length_exceeded"));
        Caller caller = new Caller(world.key().text());

        JsonNode frame = caller.say(CREATE.formatted("")).hear();
        List<JsonNode> next = caller.say(CREATE.formatted("")).hearAll();

        assertThat(frame.path("status").asInt()).isEqualTo(400);
        assertThat(frame.path("error").path("code").asText()).isEqualTo("context_length_exceeded");
        assertThat(type(next, -1)).isEqualTo("response.completed");
    }

    @Test
    void endsAResponseThatBreaksOffAsTheProviderWould() {
        world.account(1, "openai");
        world.upstream().next(OpenAi.responses(ResponsesScript.greeting()).cutAfterEvents(4));
        Key key = world.key();

        List<JsonNode> frames = new Caller(key.text()).say(CREATE.formatted("")).hearAll();

        assertThat(type(frames, -1)).isEqualTo("response.failed");
        assertThat(world.booked(key).path("ending").asText()).isEqualTo("broke-off");
    }

    @Test
    void letsTheUpstreamGoWhenTheCallerHasLeft() {
        Hold hold = new Hold();
        world.account(1, "openai");
        world.upstream().next(OpenAi.responses(ResponsesScript.greeting()).stallAfterEvents(4, hold));
        Key key = world.key();
        Caller caller = new Caller(key.text());
        caller.say(CREATE.formatted("")).hear();

        caller.socket.abort();

        assertThat(world.booked(key).path("ending").asText()).isEqualTo("caller-gone");
        Patience.until("the upstream is let go", world.upstream()::connectionsOpen, open -> open == 0);
    }

    @Test
    void letsNobodyInWithoutAKey() {
        assertThatThrownBy(() -> new Caller("cr_wrong"))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> assertThat(
                                refused.getResponse().statusCode())
                        .isEqualTo(401));
    }

    @Test
    void saysWhatIsWrongWithAFrame() {
        Caller caller = new Caller(world.key().text());

        assertThat(caller.say("{").hear().path("error").path("message").asText())
                .contains("JSON");
        assertThat(caller.say("{\"type\":\"session.update\"}")
                        .hear()
                        .path("status")
                        .asInt())
                .isEqualTo(400);
    }
}
