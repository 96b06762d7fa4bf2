package org.llmrelay.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.fake.Header;
import org.llmrelay.fake.ReceivedRequest;

/** What of a caller's request reaches the upstream. */
@ExtendWith(ArquillianExtension.class)
class RequestsIT {
    private static final List<String> CREDENTIAL_HEADERS =
            List.of("x-api-key", "authorization", "x-goog-api-key", "api-key");

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private ReceivedRequest received() throws InterruptedException {
        return world.upstream().takeRequest(Patience.USUAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/api", "/claude"})
    void passesOnMessagesFromEveryPrefix(String prefix) throws Exception {
        Account account = world.account();

        RelayClient.send(Ask.message().at(prefix + "/v1/messages").key(world.key()))
                .isFine();

        ReceivedRequest request = received();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/v1/messages");
        assertThat(request.credential()).isEqualTo(account.credential());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/api", "/claude"})
    void passesOnCountsOfTokensFromEveryPrefix(String prefix) throws Exception {
        world.account();

        Reply reply = RelayClient.send(Ask.post(prefix + "/v1/messages/count_tokens?beta=true", Prompt.plain())
                .key(world.key()));

        ReceivedRequest request = received();
        assertThat(request.target()).isEqualTo("/v1/messages/count_tokens?beta=true");
        assertThat(request.bodyText()).isEqualTo(Prompt.plain());
        assertThat(reply.isFine().text())
                .isEqualTo("{\"input_tokens\":" + (Prompt.plain().length() / 4 + 1) + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"beta=true", "beta=true&q=a%20b%7E%2f&flag&x=", "a=1&a=2&%C3%BC=%F0%9F%9A%80"})
    void passesOnTheQueryAsItIs(String query) throws Exception {
        world.account();

        RelayClient.send(Ask.message().at("/v1/messages?" + query).key(world.key()))
                .isFine();

        assertThat(received().query()).isEqualTo(query);
    }

    @Test
    void asksBelowThePathOfTheAccountsBaseUrl() throws Exception {
        world.account(1, URI.create(world.upstream().baseUrl() + "/gate/anthropic"));

        RelayClient.send(Ask.message().at("/v1/messages?beta=true").key(world.key()))
                .isFine();

        assertThat(received().target()).isEqualTo("/gate/anthropic/v1/messages?beta=true");
    }

    static Stream<Named<BiFunction<Ask, String, Ask>>> placesOfAKey() {
        return Stream.of(
                Named.of("x-api-key", (ask, key) -> ask.with("x-api-key", key)),
                Named.of("bearer token", (ask, key) -> ask.with("authorization", "Bearer " + key)),
                Named.of("bearer token in lower case", (ask, key) -> ask.with("authorization", "bearer " + key)),
                Named.of("x-goog-api-key", (ask, key) -> ask.with("x-goog-api-key", key)),
                Named.of("api-key", (ask, key) -> ask.with("api-key", key)),
                Named.of("query", (ask, key) -> ask.at("/v1/messages?beta=true&key=" + key + "&x=1")),
                Named.of("everywhere", (ask, key) -> ask.at("/v1/messages?key=" + key + "&beta=true&x=1")
                        .with("x-api-key", key)
                        .with("authorization", "Bearer " + key)
                        .with("x-goog-api-key", key)
                        .with("api-key", key)));
    }

    @ParameterizedTest
    @MethodSource("placesOfAKey")
    void takesTheKeyFromWhereverItIsAndKeepsItFromTheUpstream(BiFunction<Ask, String, Ask> place) throws Exception {
        Account account = world.account();
        Key key = world.key();

        RelayClient.send(place.apply(Ask.message().at("/v1/messages?beta=true&x=1"), key.text()))
                .isFine();

        ReceivedRequest request = received();
        assertThat(request.target()).isEqualTo("/v1/messages?beta=true&x=1");
        assertThat(request.headers())
                .noneMatch(header -> header.value().contains(key.text()))
                .filteredOn(header -> CREDENTIAL_HEADERS.stream().anyMatch(header::isNamed))
                .extracting(Header::value)
                .containsExactly(account.credential());
    }

    @Test
    void passesOnHeadersThatItKnowsAndHeadersThatItDoesNot() throws Exception {
        world.account();
        Ask ask = Ask.stream()
                .key(world.key())
                .with("anthropic-beta", "claude-code-20250219,interleaved-thinking-2025-05-14")
                .with("anthropic-beta", "never-heard-of-2031-01-01")
                .with("anthropic-workspace-id", "wrkspc_01Ana")
                .with("anthropic-dangerous-direct-browser-access", "true")
                .with("X-Claude-Code-Session-Id", "3f5a0b1e-0000-4000-8000-00000000c0de")
                .with("x-claude-code-agent-id", "agent-7")
                .with("x-stainless-lang", "js")
                .with("x-stainless-retry-count", "0")
                .with("x-app", "cli")
                .with("user-agent", "claude-cli/2.1.330 (external, sdk-cli)")
                .with("accept", "application/json")
                .with("accept-encoding", "gzip, deflate, br, zstd")
                .with("accept-language", "*")
                .with("x-odd_name.1~", "a, \"b; c\" üé §")
                .with("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        try (WireCaller caller = new WireCaller()) {
            caller.ask(ask).readHead();
            caller.readBody();
        }

        ReceivedRequest request = received();

        for (int i = 0; i < ask.headers().size(); i += 2) {
            String name = ask.headers().get(i);
            if (!name.equals("x-api-key")) {
                assertThat(request.values(name)).as(name).contains(ask.headers().get(i + 1));
            }
        }
        assertThat(request.values("anthropic-beta")).hasSize(2);
        assertThat(request.values("user-agent")).hasSize(1);
        assertThat(request.values("accept")).hasSize(1);
    }

    @Test
    void addsNothingThatTellsAboutTheRelayOrTheCaller() throws Exception {
        world.account();
        try (WireCaller caller = new WireCaller()) {
            caller.ask(Ask.message().key(world.key())).readHead();
        }

        assertThat(received().headers())
                .extracting(header -> header.name().toLowerCase(Locale.ROOT))
                .isSubsetOf("content-type", "anthropic-version", "x-api-key", "host", "connection", "content-length");
    }

    @Test
    void keepsBackWhatConcernsTheCallersConnectionAndTheWayHere() throws Exception {
        world.account();
        List<String> names = List.of(
                "cookie",
                "x-forwarded-for",
                "x-forwarded-host",
                "x-forwarded-proto",
                "forwarded",
                "via",
                "x-real-ip",
                "true-client-ip",
                "cf-connecting-ip",
                "proxy-authorization",
                "te",
                "keep-alive",
                "x-named-by-connection");
        Ask ask = Ask.message().key(world.key()).with("connection", "keep-alive, x-named-by-connection");
        for (String name : names) {
            ask = ask.with(name, name.equals("te") ? "trailers" : "private=203.0.113.7");
        }
        try (WireCaller caller = new WireCaller()) {
            caller.ask(ask).readHead();
            assertThat(caller.status()).isEqualTo(200);
        }

        ReceivedRequest request = received();

        assertThat(names)
                .allSatisfy(name -> assertThat(request.values(name)).as(name).isEmpty());
        assertThat(request.headers()).noneMatch(header -> header.value().contains("203.0.113.7"));
        assertThat(request.header("host"))
                .contains("127.0.0.1:" + world.upstream().port());
    }

    @Test
    void passesOnTheBodyByteForByte() throws Exception {
        world.account();
        String odd = "\n {\t\"unknown\" : {\"a\":[1.50e+3, -0, 12345678901234567890.10 ,null]} ,\"\\u006dodel\"  :\r\n"
                + "\"claude-sonnet-4-5\",  \"max_tokens\":1024,\"messages\":[{\"role\":\"user\",\"content\":"
                + "\"Gr\\u00fc\\u00dfe, Grüße \\ud83d\\ude80 🚀 \\/ /\"},{\"role\":\"system\",\"content\":\"later\"}],"
                + "\"x\":1,\"x\":2,\"output_config\":{\"model\":\"claude-opus-5-5\"}}  \n\n";

        RelayClient.send(Ask.message().saying(odd).key(world.key())).isFine();

        assertThat(received().body()).isEqualTo(odd.getBytes(UTF_8));
    }

    @Test
    void changesOnlyTheModelsNameWhenTheAccountRenamesIt() throws Exception {
        world.accountThatRenames(1, Map.of("claude-fast \"1\"", "claude-haiku-4-5-20251001"));
        String before = "{ \"metadata\":{\"model\":\"claude-fast\"},\"model\" :  ";
        String after = " , \"max_tokens\":10,\"max_tokens \":[\"model\"], \"messages\":[{\"role\":\"user\","
                + "\"content\":\"claude-fast 🚀\"}]}\n";
        String asked = before + "\"claude-f\\u0061st \\\"1\\\"\"" + after;

        RelayClient.send(Ask.message().saying(asked).key(world.key())).isFine();

        assertThat(received().bodyText()).isEqualTo(before + "\"claude-haiku-4-5-20251001\"" + after);
    }

    @Test
    void passesOnABodyThatCameInChunks() throws Exception {
        world.account();
        Ask ask = Ask.message().key(world.key());
        String json = Prompt.plain();
        try (WireCaller caller = new WireCaller()) {
            caller.send(ask.head() + "Transfer-Encoding: chunked\r\n\r\n");
            for (int from = 0; from < json.length(); from += 7) {
                String part = json.substring(from, Math.min(json.length(), from + 7));
                caller.send(Integer.toHexString(part.length()) + "\r\n" + part + "\r\n");
            }
            caller.send("0\r\n\r\n").readHead();
            assertThat(caller.status()).isEqualTo(200);
        }

        assertThat(received().bodyText()).isEqualTo(json);
    }
}
