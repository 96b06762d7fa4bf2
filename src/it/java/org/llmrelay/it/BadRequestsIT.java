package org.llmrelay.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.fake.MessageScript;

/** Requests that are wrong or too large: refused in the caller's own dialect, and nobody else is harmed. */
@ExtendWith(ArquillianExtension.class)
class BadRequestsIT {
    private static final int LIMIT = 32 * 1024 * 1024;
    private static final int TOO_LARGE = LIMIT + 1_000_000;

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    static Stream<Named<byte[]>> wrongBodies() {
        return Stream.of(
                named("empty", ""),
                named("no JSON", "model=claude"),
                named("cut off", "{\"model\":\"claude-sonnet-4-5\",\"messages\":["),
                named("two documents", Prompt.plain() + "{}"),
                named("an array", "[" + Prompt.plain() + "]"),
                named("no model", "{\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"),
                named("a number as model", Prompt.plain().replace("\"claude-sonnet-4-5\"", "45")),
                named("an empty model", Prompt.plain().replace("claude-sonnet-4-5", "")),
                named("an endless model", Prompt.plain().replace("claude-sonnet-4-5", "x".repeat(5000))),
                named("a text as stream", Prompt.of(Ask.MODEL, ",\"stream\":\"true\"")),
                named("a number as messages", "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":1,\"messages\":1}"),
                named("a text as message", "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":1,\"messages\":[\"x\"]}"),
                named("the model twice", Prompt.of(Ask.MODEL, ",\"model\":\"claude-opus-5-5\"")),
                named("stream twice", Prompt.of(Ask.MODEL, ",\"stream\":true,\"stream\":false")),
                named("the model twice, once escaped", Prompt.of(Ask.MODEL, ",\"\\u006dodel\":\"claude-opus-5-5\"")),
                named("deep arrays", Prompt.of(Ask.MODEL, ",\"x\":" + "[".repeat(100_000))),
                named("deep objects", Prompt.of(Ask.MODEL, ",\"x\":" + "{\"a\":".repeat(100_000))),
                named("a huge number", Prompt.of(Ask.MODEL, ",\"x\":" + "9".repeat(100_000))),
                Named.of(
                        "Latin-1", Prompt.plain().replace("Tell", "Grüße, tell").getBytes(ISO_8859_1)),
                Named.of("a NUL", Prompt.plain().replace(' ', '\0').getBytes(UTF_8)));
    }

    private static Named<byte[]> named(String name, String json) {
        return Named.of(name, json.getBytes(UTF_8));
    }

    @ParameterizedTest
    @MethodSource("wrongBodies")
    void refusesAWrongBodyAndKeepsTheConnection(byte[] body) throws Exception {
        world.account();
        Ask ask = Ask.message().key(world.key());
        try (WireCaller caller = new WireCaller()) {
            for (String path : new String[] {"/v1/messages", "/api/v1/messages/count_tokens"}) {
                caller.ask(ask.at(path).saying(body));
                requireRefusal(caller, 400, "invalid_request_error");
            }
            assertThat(world.upstream().exchanges()).isEmpty();

            caller.ask(ask).readHead();

            assertThat(caller.readBody())
                    .isEqualTo(MessageScript.greeting().withModel(Ask.MODEL).json());
        }
    }

    private static String requireRefusal(WireCaller caller, int status, String type) throws IOException {
        caller.readHead();
        String body = new String(caller.readBody(), UTF_8);
        assertThat(caller.status()).as(body).isEqualTo(status);
        NativeErrors.requireForm(body, type, caller.header("request-id"));
        assertThat(body).doesNotContain(Prompt.MARK, "org.llmrelay", "com.fasterxml", "\tat ");
        return body;
    }

    @Test
    void passesOnABodyOfExactlyTheLimit() throws Exception {
        world.account();
        byte[] body = padded(LIMIT);

        RelayClient.send(Ask.message().saying(body).key(world.key())).isFine();

        assertThat(world.upstream().takeRequest(Patience.USUAL).body()).isEqualTo(body);
    }

    private static byte[] padded(int size) {
        byte[] json = Prompt.plain().getBytes(UTF_8);
        byte[] body = Arrays.copyOf(json, size);
        Arrays.fill(body, json.length, size, (byte) ' ');
        return body;
    }

    @Test
    void refusesABodyThatIsAnnouncedAsTooLarge() throws Exception {
        world.account();
        Ask ask = Ask.message().key(world.key());
        try (WireCaller caller = new WireCaller()) {
            caller.send(ask.head() + "Content-Length: " + TOO_LARGE + "\r\n\r\n");
            CompletableFuture<Void> sending = inTheBackground(() -> caller.send(padded(TOO_LARGE)));

            requireRefusal(caller, 413, "request_too_large");
            requireEndOrNextAnswer(caller, ask, sending);
        }
        assertThat(world.upstream().exchanges()).isEmpty();
    }

    @Test
    void refusesABodyThatTurnsOutTooLarge() throws Exception {
        world.account();
        Ask ask = Ask.message().key(world.key());
        try (WireCaller caller = new WireCaller()) {
            caller.send(ask.head() + "Transfer-Encoding: chunked\r\n\r\n");
            byte[] body = padded(TOO_LARGE);
            CompletableFuture<Void> sending = inTheBackground(() -> {
                for (int from = 0; from < body.length; from += 1_000_000) {
                    int size = Math.min(1_000_000, body.length - from);
                    caller.send(Integer.toHexString(size) + "\r\n");
                    caller.send(Arrays.copyOfRange(body, from, from + size)).send("\r\n");
                }
                caller.send("0\r\n\r\n");
            });

            requireRefusal(caller, 413, "request_too_large");
            requireEndOrNextAnswer(caller, ask, sending);
        }
        assertThat(world.upstream().exchanges()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xchunked", "gzip, chunked"})
    void refusesABodyInACodingThatItDoesNotKnow(String coding) throws Exception {
        world.account();
        Ask ask = Ask.message().key(world.key());
        try (WireCaller caller = new WireCaller()) {
            caller.send(ask.head() + "Transfer-Encoding: " + coding + "\r\n\r\n");
            caller.send("GET /health HTTP/1.1\r\nHost: relay\r\n\r\n");

            requireRefusal(caller, 400, "invalid_request_error");
            assertThat(caller.header("connection")).isEqualTo("close");
        }
        assertThat(world.upstream().exchanges()).isEmpty();
    }

    /** After a refusal the connection serves the next request, or says that it will close and does. */
    private static void requireEndOrNextAnswer(WireCaller caller, Ask ask, CompletableFuture<Void> sending)
            throws IOException {
        if (caller.header("connection").equalsIgnoreCase("close")) {
            sending.join();
            assertThat(caller.isClosed()).isTrue();
            return;
        }
        sending.join();
        caller.ask(ask).readHead();
        assertThat(caller.status()).isEqualTo(200);
    }

    /** What a test sends while it reads. */
    private interface Sending {
        void send() throws IOException;
    }

    private static CompletableFuture<Void> inTheBackground(Sending sending) {
        return CompletableFuture.runAsync(() -> {
            try {
                sending.send();
            } catch (IOException e) {
                throw new AssertionError("the relay does not take what it refuses", e);
            }
        });
    }

    @Test
    void doesNotAskForABodyThatIsTooLarge() throws Exception {
        world.account();
        Ask ask = Ask.message().key(world.key());
        try (WireCaller caller = new WireCaller()) {
            caller.send(ask.head() + "Expect: 100-continue\r\nContent-Length: " + TOO_LARGE + "\r\n\r\n");

            requireRefusal(caller, 413, "request_too_large");
        }
    }

    @Test
    void asksForABodyThatWaitsToBeAskedFor() throws Exception {
        world.account();
        Ask ask = Ask.message().key(world.key());
        try (WireCaller caller = new WireCaller()) {
            caller.send(ask.head() + "Expect: 100-continue\r\nContent-Length: "
                    + ask.body().size() + "\r\n\r\n");
            assertThat(caller.readHead()).startsWith("HTTP/1.1 100 ");
            caller.send(ask.body().array()).readHead();

            assertThat(caller.status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/nothing", "/api/v1/messages/nothing", "/claude/nothing", "/v1/complete"})
    void saysThatNothingIsThere(String path) {
        world.account();

        RelayClient.send(Ask.message().at(path).key(world.key())).isNativeError(404, "not_found_error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
    void saysThatAMethodIsNotTaken(String method) {
        world.account();

        Reply reply =
                RelayClient.send(Ask.message().by(method).key(world.key())).isNativeError(405, "invalid_request_error");

        assertThat(reply.header("allow")).isEqualTo("POST");
    }
}
