package org.llmrelay.upstream.hc5;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.llmrelay.upstream.hc5.Opening.answered;
import static org.llmrelay.upstream.hc5.Opening.exchanged;
import static org.llmrelay.upstream.hc5.Opening.post;
import static org.llmrelay.upstream.hc5.Opening.request;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.call.Headers;
import org.llmrelay.upstream.UpstreamExchange;

/** What goes over the wire, and what comes back from it. */
class Hc5WireTest {
    private final Hc5Upstream upstream = new Hc5Upstream(Hc5Config.forThisMachine(), Opening.LOOPBACK);
    private final CompletableFuture<Peer.Request> received = new CompletableFuture<>();

    @AfterEach
    void close() {
        upstream.close();
    }

    private RawUpstream answering(String answer) {
        return new RawUpstream(peer -> {
            received.complete(peer.request());
            peer.send(answer);
        });
    }

    private RawUpstream answeringOk() {
        return answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    }

    private List<String> receivedHead() throws Exception {
        return received.get(20, TimeUnit.SECONDS).head();
    }

    @Test
    void sendsFieldsInOrderAndCaseAndAddsHostAndLengthOnly() throws Exception {
        try (RawUpstream server = answeringOk()) {
            URI uri = server.uri("/v1/messages");
            Headers headers = Headers.of(
                    "X-Api-Key",
                    "secret",
                    "anthropic-BETA",
                    "a",
                    "accept",
                    "*/*",
                    "anthropic-beta",
                    "b",
                    "x-empty",
                    "");

            exchanged(upstream, request("POST", uri, headers, "{}"));

            assertThat(receivedHead())
                    .containsExactly(
                            "POST /v1/messages HTTP/1.1",
                            "Host: " + uri.getAuthority(),
                            "X-Api-Key: secret",
                            "anthropic-BETA: a",
                            "accept: */*",
                            "anthropic-beta: b",
                            "x-empty: ",
                            "Content-Length: 2");
        }
    }

    @Test
    void sendsBytesOfFieldsAsTheyAre() throws Exception {
        try (RawUpstream server = answeringOk()) {
            Headers headers = Headers.of("x-title", "caf\u00e9 \u00e2\u0082\u00ac \u00ff");

            exchanged(upstream, request("POST", server.uri("/"), headers, "{}"));

            assertThat(receivedHead()).contains("x-title: caf\u00e9 \u00e2\u0082\u00ac \u00ff");
        }
    }

    @Test
    void neverSendsASecondLengthOrHost() throws Exception {
        try (RawUpstream server = answeringOk()) {
            Headers headers = Headers.of("Content-Length", "9", "HOST", "other", "transfer-encoding", "chunked");

            exchanged(upstream, request("POST", server.uri("/"), headers, "{}"));

            assertThat(receivedHead()).hasSize(3).contains("Content-Length: 2").doesNotContain("HOST: other");
        }
    }

    @Test
    void aFieldCannotSmuggleASecondOne() throws Exception {
        try (RawUpstream server = answeringOk()) {
            Headers headers = Headers.of("x-note", "a\r\nx-admin: yes");

            exchanged(upstream, request("POST", server.uri("/"), headers, "{}"));

            assertThat(receivedHead()).noneMatch(line -> line.startsWith("x-admin"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/messages?beta=true",
                "/v1/a%2Fb/../c//d/./e;p=1?x=%20y&&z=a+b%2B",
                "//double/slash",
                "/?",
                "/%7Euser/%e2%82%ac"
            })
    void sendsTheTargetAsItStands(String target) throws Exception {
        try (RawUpstream server = answeringOk()) {
            exchanged(upstream, post(server.uri(target), "{}"));

            assertThat(receivedHead().get(0)).isEqualTo("POST " + target + " HTTP/1.1");
        }
    }

    @Test
    void asksForTheRootWhereThePathIsEmpty() throws Exception {
        try (RawUpstream server = answeringOk()) {
            exchanged(upstream, post(server.uri("?a=b"), "{}"));

            assertThat(receivedHead().get(0)).isEqualTo("POST /?a=b HTTP/1.1");
        }
    }

    @Test
    void sendsABodyByteForByte() throws Exception {
        try (RawUpstream server = answeringOk()) {
            String body = "{\"text\":\"" + "gr\u00fc\u00df \u6f22 ".repeat(200_000) + "\"}";

            exchanged(upstream, post(server.uri("/"), body));

            assertThat(received.get(20, TimeUnit.SECONDS).body().array()).isEqualTo(body.getBytes(UTF_8));
        }
    }

    @Test
    void sendsNoLengthWithoutABodyUnlessTheMethodWantsOne() throws Exception {
        try (RawUpstream server = answeringOk()) {
            exchanged(upstream, request("GET", server.uri("/v1/models"), Headers.NONE, ""));

            assertThat(receivedHead()).hasSize(2);
        }
    }

    @Test
    void sendsAnEmptyBodyAsLengthNought() throws Exception {
        try (RawUpstream server = answeringOk()) {
            exchanged(upstream, post(server.uri("/"), ""));

            assertThat(receivedHead()).contains("Content-Length: 0");
        }
    }

    @Test
    void handsOverStatusAndFieldsAsTheyCame() throws Exception {
        String answer = String.join(
                "\r\n",
                "HTTP/1.1 529 Whatever",
                "Request-ID: req_1",
                "Set-Cookie: a=1",
                "set-cookie: b=2",
                "X-Name: caf\u00e9 \u00e2\u0082\u00ac",
                "Connection: close",
                "Content-Length: 0",
                "",
                "");
        try (RawUpstream server = answering(answer);
                UpstreamExchange exchange = answered(upstream, post(server.uri("/"), "{}"))) {

            assertThat(exchange.status()).isEqualTo(529);
            assertThat(exchange.headers().fields())
                    .containsExactly(
                            new Headers.Field("Request-ID", "req_1"),
                            new Headers.Field("Set-Cookie", "a=1"),
                            new Headers.Field("set-cookie", "b=2"),
                            new Headers.Field("X-Name", "caf\u00e9 \u00e2\u0082\u00ac"),
                            new Headers.Field("Connection", "close"),
                            new Headers.Field("Content-Length", "0"));
            assertThat(Reading.of(exchange).whole()).isEmpty();
        }
    }

    @Test
    void leavesCompressedBytesAlone() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("hello ".repeat(1000).getBytes(UTF_8));
        }
        String answer = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.size() + "\r\n\r\n"
                + packed.toString(ISO_8859_1);
        try (RawUpstream server = answering(answer);
                UpstreamExchange exchange = answered(upstream, post(server.uri("/"), "{}"))) {

            assertThat(exchange.headers().first("content-encoding")).contains("gzip");
            assertThat(Reading.of(exchange).whole()).isEqualTo(packed.toByteArray());
        }
    }

    @Test
    void takesChunkFramingOff() throws Exception {
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        String chunks = "4\r\nwiki\r\n6;ext=1\r\npedia \r\nB\r\nin \r\nchunks\r\n0\r\nx-trailer: 1\r\n\r\n";
        try (RawUpstream server = answering(head + chunks)) {
            assertThat(exchanged(upstream, post(server.uri("/"), "{}"))).isEqualTo("wikipedia in \r\nchunks");
        }
    }

    @Test
    void readsABodyThatEndsWithItsConnection() throws Exception {
        try (RawUpstream server = answering("HTTP/1.0 200 OK\r\n\r\nuntil the end")) {
            assertThat(exchanged(upstream, post(server.uri("/"), "{}"))).isEqualTo("until the end");
        }
    }

    @Test
    void passesOverInterimAnswers() throws Exception {
        String interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
        String last = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfinal";
        try (RawUpstream server = answering(interim + last);
                UpstreamExchange exchange = answered(upstream, post(server.uri("/"), "{}"))) {

            assertThat(exchange.status()).isEqualTo(200);
            assertThat(exchange.headers().first("link")).isEmpty();
            assertThat(Reading.of(exchange).whole()).asString().isEqualTo("final");
        }
    }

    @Test
    void endsAnswersThatHaveNoBody() throws Exception {
        try (RawUpstream server = answering("HTTP/1.1 204 No Content\r\n\r\n")) {
            assertThat(exchanged(upstream, post(server.uri("/"), "{}"))).isEmpty();
        }
    }

    @Test
    void endsAnswersToHeadWhateverLengthTheyName() throws Exception {
        try (RawUpstream server = answering("HTTP/1.1 200 OK\r\nContent-Length: 1234\r\n\r\n")) {
            assertThat(exchanged(upstream, request("HEAD", server.uri("/"), Headers.NONE, "")))
                    .isEmpty();
        }
    }

    @Test
    void followsNoRedirectAndKeepsNoCookie() throws Exception {
        String answer = "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nSet-Cookie: a=1\r\nContent-Length: 0\r\n\r\n";
        try (RawUpstream server = new RawUpstream(peer -> {
            peer.request();
            peer.send(answer);
            received.complete(peer.request());
            peer.send(answer);
        })) {
            try (UpstreamExchange first = answered(upstream, post(server.uri("/"), "{}"))) {
                assertThat(first.status()).isEqualTo(302);
                Reading.of(first).whole();
            }
            exchanged(upstream, post(server.uri("/second"), "{}"));

            assertThat(receivedHead()).hasSize(3).first().isEqualTo("POST /second HTTP/1.1");
        }
    }
}
