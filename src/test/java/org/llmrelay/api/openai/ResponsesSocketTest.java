package org.llmrelay.api.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmrelay.admission.Identity;
import org.llmrelay.admission.InMemoryRefusals;
import org.llmrelay.admission.RefusalBook;
import org.llmrelay.api.BodyIntake;
import org.llmrelay.api.Entrance;
import org.llmrelay.api.EntranceConfig;
import org.llmrelay.call.Call;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.Refusal;
import org.llmrelay.relay.Dialects;
import org.llmrelay.secret.Secret;
import org.llmrelay.stream.CallerSink;
import org.llmrelay.translation.Translation;
import org.llmrelay.translation.responses.ResponsesOnChat;
import org.llmrelay.wire.openai.ChatDialect;
import org.llmrelay.wire.openai.ResponsesDialect;

/** One socket before a relay that notes its calls and lets the test answer them. */
class ResponsesSocketTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final String CREATE = "{\"type\":\"response.create\",\"model\":\"m\",\"input\":\"%s\"}";
    private static final Headers STREAM = Headers.of("content-type", "text/event-stream");
    private static final Secret KEY = Secret.of("cr_key");

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<Call> calls = new ArrayList<>();
    private final List<Secret> keys = new ArrayList<>();
    private final List<CallerSink> sinks = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final SocketEnd caller = new SocketEnd();
    private final Dialects dialects =
            new Dialects(List.of(new ResponsesDialect(() -> NOW), new ChatDialect()), List.of(new ResponsesOnChat()));

    private ResponsesSocket socket = socket(ResponsesDialect.ID);

    private ResponsesSocket socket(String behind) {
        Entrance.Door plain = new Entrance.Door(dialects.named(ResponsesDialect.ID), "openai");
        Entrance.Door door = new Entrance.Door(dialects.named(behind), "openai");
        Entrance entrance = new Entrance(
                plain,
                model -> door,
                (call, presented, sink) -> {
                    calls.add(call);
                    keys.add(presented);
                    sinks.add(sink);
                    sink.listen(new Ears());
                },
                presented -> new Identity.Unknown(new Refusal.MissingKey()),
                new BodyIntake(new EntranceConfig(1_000, 10_000, Duration.ofSeconds(1)), () -> NOW, timer),
                new Entrance.Clerk(
                        () -> new CallId("c" + calls.size()),
                        () -> NOW,
                        new RefusalBook(new InMemoryRefusals(), Runnable::run),
                        (call, fault) -> {
                            throw new AssertionError(call, fault);
                        }));
        Headers fields = Headers.of("openai-beta", "responses_websockets=2026-02-06", "session-id", "s1");
        return new ResponsesSocket(entrance, new Entrance.Visitor(fields, KEY));
    }

    private static final class Plain implements EndpointConfig {
        @Override
        public List<Class<? extends Encoder>> getEncoders() {
            return List.of();
        }

        @Override
        public List<Class<? extends Decoder>> getDecoders() {
            return List.of();
        }

        @Override
        public Map<String, Object> getUserProperties() {
            return Map.of();
        }
    }

    private final class Ears implements CallerSink.Listener {
        @Override
        public void writable() {
            heard.add("writable");
        }

        @Override
        public void gone() {
            heard.add("gone");
        }
    }

    @BeforeEach
    void open() {
        socket.onOpen(caller.session(), new Plain());
    }

    @AfterEach
    void close() {
        timer.shutdownNow();
    }

    private static String body(Call call) {
        return new String(call.request().body().array(), UTF_8);
    }

    private static ByteBuffer event(String name, String data) {
        return ByteBuffer.wrap(("event: " + name + "\ndata: " + data + "\n\n").getBytes(UTF_8));
    }

    private static String completed(String id) {
        return "{\"type\":\"response.completed\",\"response\":{\"id\":\"" + id
                + "\",\"output\":[{\"type\":\"message\",\"role\":\"assistant\",\"content\":[]}]}}";
    }

    private void answer(int call, String id) {
        CallerSink sink = sinks.get(call);
        sink.head(200, STREAM);
        sink.write(event("response.completed", completed(id)));
        sink.end();
    }

    @Test
    void makesACallOfAFrame() {
        caller.say(CREATE.formatted("hi"));

        Call call = calls.get(0);
        assertThat(call.request().method() + " " + call.request().path()).isEqualTo("POST /v1/responses");
        assertThat(body(call)).isEqualTo("{\"stream\":true,\"model\":\"m\",\"input\":\"hi\"}");
        assertThat(call.facts().streamed()).isTrue();
        assertThat(call.request().headers().first("session-id")).contains("s1");
        assertThat(call.request().headers().first("openai-beta")).isEmpty();
        assertThat(keys).containsExactly(KEY);
    }

    @Test
    void sendsEachEventAsAFrameOnceTheOneBeforeIsSent() {
        caller.say(CREATE.formatted("hi"));
        CallerSink sink = sinks.get(0);
        sink.head(200, STREAM);
        caller.takeNothing();

        sink.write(event("a", "{\"n\":1}"));
        sink.write(event("b", "{\"n\":2}"));

        assertThat(caller.frames).containsExactly("{\"n\":1}");
        assertThat(sink.isReady()).isFalse();
        caller.takeOne();
        assertThat(caller.frames).containsExactly("{\"n\":1}", "{\"n\":2}");
        assertThat(heard).isEmpty();
        caller.takeOne();
        assertThat(sink.isReady()).isTrue();
        assertThat(heard).contains("writable");
    }

    @Test
    void letsOneFrameWaitAndRefusesTheNext() {
        caller.say(CREATE.formatted("first"));
        caller.say(CREATE.formatted("second"));
        caller.say(CREATE.formatted("third"));

        assertThat(calls).hasSize(1);
        assertThat(caller.frames).singleElement().asString().contains("one more waits", "\"status\":400");
        answer(0, "resp_1");
        assertThat(calls).hasSize(2);
        assertThat(body(calls.get(1))).contains("second");
    }

    @Test
    void goesOnFromItsLastResponse() {
        caller.say(CREATE.formatted("first"));
        answer(0, "resp_1");

        caller.say(
                "{\"type\":\"response.create\",\"model\":\"m\",\"previous_response_id\":\"resp_1\",\"input\":\"more\"}");

        assertThat(body(calls.get(1)))
                .contains("\"content\":\"first\"", "\"role\":\"assistant\"", "\"content\":\"more\"")
                .doesNotContain("previous_response_id");
    }

    @Test
    void tellsAnErrorAsOneFrameAndGoesOn() {
        caller.say(CREATE.formatted("hi"));
        CallerSink sink = sinks.get(0);
        sink.head(429, Headers.of("content-type", "application/json", "retry-after", "7"));
        sink.write(ByteBuffer.wrap("{\"error\":{\"code\":\"rate_".getBytes(UTF_8)));
        sink.write(ByteBuffer.wrap("limit_exceeded\"}}".getBytes(UTF_8)));
        sink.end();

        assertThat(caller.frames)
                .singleElement()
                .asString()
                .contains("\"type\":\"error\"", "\"status\":429", "rate_limit_exceeded", "\"retry-after\":\"7\"");
        caller.say(CREATE.formatted("again"));
        assertThat(calls).hasSize(2);
    }

    @Test
    void saysWhatIsWrongWithAFrameAndMakesNoCall() {
        caller.say("{");
        caller.say("{\"type\":\"response.create\",\"stream_id\":\"s\"}");
        caller.say("{\"type\":\"response.create\",\"model\":\"m\",\"generate\":false}");
        caller.say("{\"type\":\"response.create\",\"input\":\"hi\"}");

        assertThat(caller.frames).hasSize(4).allSatisfy(frame -> assertThat(frame)
                .contains("\"status\":400"));
        assertThat(caller.frames.get(3)).contains("'model'");
        assertThat(calls).isEmpty();
    }

    @Test
    void tellsTheCallThatItsCallerHasLeft() {
        caller.say(CREATE.formatted("hi"));

        socket.onClose(caller.session(), new CloseReason(CloseCodes.GOING_AWAY, ""));
        socket.onError(caller.session(), new IllegalStateException());

        assertThat(heard).containsExactly("gone");
    }

    @Test
    void closesASocketWhoseResponseCannotBeEnded() {
        caller.say(CREATE.formatted("hi"));
        sinks.get(0).head(200, STREAM);

        sinks.get(0).abort();

        assertThat(caller.isClosed()).isTrue();
    }

    @Test
    void translatesWhereNobodySpeaksResponses() {
        socket = socket(Translation.id(ResponsesDialect.ID, ChatDialect.ID));
        socket.onOpen(caller.session(), new Plain());

        caller.say(CREATE.formatted("hi"));

        Call call = calls.get(0);
        assertThat(call.dialect()).isEqualTo(ChatDialect.ID);
        assertThat(call.request().path()).isEqualTo("/v1/chat/completions");
        assertThat(body(call)).contains("\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]");
    }
}
