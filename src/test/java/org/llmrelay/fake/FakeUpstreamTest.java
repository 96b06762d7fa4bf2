package org.llmrelay.fake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.brotli.dec.BrotliInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeUpstreamTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String CRLF = "\r\n";
    private static final String PLAIN = "{\"model\":\"claude-opus-5-5\",\"stream\":false}";
    private static final String STREAMED = "{\"model\":\"claude-opus-5-5\",\"stream\":true}";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final FakeUpstream upstream = FakeUpstream.start();

    @AfterEach
    void close() {
        assertThat(upstream.troubles()).isEmpty();
        upstream.close();
    }

    @Test
    void streamsAMessageByTheModelThatWasAskedFor() throws Exception {
        HttpResponse<byte[]> answer = post(STREAMED, "sk-a");

        assertThat(answer.headers().firstValue("content-type")).contains("text/event-stream; charset=utf-8");
        assertThat(answer.body())
                .isEqualTo(Chunking.join(
                        MessageScript.greeting().withModel("claude-opus-5-5").events()))
                .asString()
                .contains("event: message_start", "\"cache_read_input_tokens\":18432", "你好");
    }

    @Test
    void answersInOnePieceWhenNoStreamIsAskedFor() throws Exception {
        HttpResponse<byte[]> answer = post(PLAIN, "sk-a");

        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.body())
                .isEqualTo(MessageScript.greeting().withModel("claude-opus-5-5").json());
    }

    @Test
    void sendsTheHeadersOfTheProvider() throws Exception {
        HttpResponse<byte[]> answer = post(PLAIN, "sk-a");

        assertThat(answer.headers().firstValue("request-id"))
                .contains(upstream.takeExchange(SOON).requestId());
        assertThat(answer.headers().map())
                .containsKeys("anthropic-organization-id", "anthropic-ratelimit-tokens-reset", "cf-ray");
        assertThat(answer.headers().allValues("set-cookie")).hasSize(2);
    }

    @Test
    void recordsARequestAsItCame() throws Exception {
        try (RawCaller caller = new RawCaller(upstream.baseUrl())) {
            caller.send(String.join(
                            CRLF,
                            "POST /v1/messages?beta=true&q=%7e HTTP/1.1",
                            "Host: x",
                            "X-Odd:  Grüße ",
                            "x-odd: b",
                            "Authorization: Bearer sk-b",
                            "Transfer-Encoding: chunked",
                            "",
                            "4",
                            "{\"a\"",
                            "3",
                            ":1}",
                            "0",
                            "",
                            ""))
                    .readHead();
        }

        ReceivedRequest request = upstream.takeRequest(SOON);

        assertThat(request.target()).isEqualTo("/v1/messages?beta=true&q=%7e");
        assertThat(request.headers())
                .extracting(Header::name)
                .containsExactly("Host", "X-Odd", "x-odd", "Authorization", "Transfer-Encoding");
        assertThat(request.values("x-odd")).containsExactly(inBytes("Grüße"), "b");
        assertThat(request.credential()).isEqualTo("sk-b");
        assertThat(request.bodyText()).isEqualTo("{\"a\":1}");
    }

    @Test
    void servesManyRequestsOnOneConnection() throws Exception {
        try (RawCaller caller = new RawCaller(upstream.baseUrl())) {
            for (int i = 0; i < 3; i++) {
                caller.askForStream().readHead();
                caller.readBody();
            }
        }

        assertThat(upstream.requests()).hasSize(3).allMatch(request -> request.connection() == 1);
    }

    @Test
    void countsTokens() throws Exception {
        HttpResponse<byte[]> answer = send(request("/v1/messages/count_tokens")
                .POST(HttpRequest.BodyPublishers.ofString("{\"messages\":[]}"))
                .build());

        assertThat(answer.body()).asString().isEqualTo("{\"input_tokens\":4}");
    }

    @Test
    void listsModelsInPages() throws Exception {
        String first = text(send(request("/v1/models?limit=4").build()));
        String rest = text(send(
                request("/v1/models?limit=4&after_id=claude-haiku-4-5-20251001").build()));

        assertThat(first).contains("\"has_more\":true", "\"last_id\":\"claude-haiku-4-5-20251001\"");
        assertThat(rest).contains("\"has_more\":false", "\"first_id\":\"claude-sonnet-4-5-20250929\"");
    }

    @Test
    void doesNotKnowOtherPaths() throws Exception {
        HttpResponse<byte[]> answer = send(request("/v2/else").build());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(text(answer)).contains("\"type\":\"not_found_error\"");
    }

    @Test
    void playsEachKeysOwnScriptBeforeTheCommonOne() throws Exception {
        upstream.always(Behaviours.status(500));
        upstream.forKey("sk-a").next(Behaviours.status(429), Behaviours.normal());

        List<Integer> statuses = List.of(
                post(PLAIN, "sk-b").statusCode(),
                post(PLAIN, "sk-a").statusCode(),
                post(PLAIN, "sk-a").statusCode(),
                post(PLAIN, "sk-a").statusCode());

        assertThat(statuses).containsExactly(500, 429, 200, 500);
    }

    @Test
    void refusesWithoutAHintUnlessTold() throws Exception {
        upstream.next(Behaviours.status(429));

        HttpResponse<byte[]> answer = post(PLAIN, "sk-a");

        assertThat(text(answer)).startsWith("{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\"");
        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.equals("retry-after") || name.startsWith("anthropic-ratelimit"));
    }

    @Test
    void refusesWithTheHintsItIsTold() throws Exception {
        Instant reset = Instant.parse("2026-12-03T09:08:07Z");
        upstream.next(
                Behaviours.status(429).retryAfter(17).rateLimitReset("tokens", reset),
                Behaviours.status(529).retryAfter(reset));

        HttpResponse<byte[]> limited = post(PLAIN, "sk-a");
        HttpResponse<byte[]> overloaded = post(PLAIN, "sk-a");

        assertThat(limited.headers().firstValue("retry-after")).contains("17");
        assertThat(limited.headers().firstValue("anthropic-ratelimit-tokens-reset"))
                .contains("2026-12-03T09:08:07Z");
        assertThat(overloaded.headers().firstValue("retry-after")).contains("Thu, 03 Dec 2026 09:08:07 GMT");
    }

    @Test
    void codesStreamsAndMessages() throws Exception {
        MessageScript script = MessageScript.full().withModel("claude-opus-5-5");
        Answer answer = Behaviours.message(script);
        upstream.next(answer.gzip(), answer.gzip(), answer.brotli(), answer.brotli());
        byte[] events = Chunking.join(script.events());

        assertThat(decoded(post(STREAMED, "sk-a"))).isEqualTo(events);
        assertThat(decoded(post(PLAIN, "sk-a"))).isEqualTo(script.json());
        assertThat(decoded(post(STREAMED, "sk-a"))).isEqualTo(events);
        assertThat(decoded(post(PLAIN, "sk-a"))).isEqualTo(script.json());
    }

    @Test
    void playsARecordingThatIsReallyCompressed() throws Exception {
        MessageScript script = MessageScript.full().withModel("claude-sonnet-4-5");
        upstream.always(Behaviours.brotliRecording());

        HttpResponse<byte[]> stream = post(STREAMED, "sk-a");

        assertThat(stream.body()).hasSizeLessThan(1500);
        assertThat(decoded(stream)).isEqualTo(Chunking.join(script.events()));
        assertThat(decoded(post(PLAIN, "sk-a"))).isEqualTo(script.json());
    }

    @Test
    void fillsBodiesUpToTheByte() throws Exception {
        upstream.always(Behaviours.sized(3_000_001));

        HttpResponse<byte[]> stream = post(STREAMED, "sk-a");
        HttpResponse<byte[]> json = post(PLAIN, "sk-a");

        assertThat(stream.body()).hasSize(3_000_001).endsWith("{\"type\":\"message_stop\"}\n\n".getBytes(UTF_8));
        assertThat(json.body()).hasSize(3_000_001).endsWith("}".getBytes(UTF_8));
        assertThat(upstream.takeExchange(SOON).bodyDigest()).hasSize(64);
    }

    private static byte[] decoded(HttpResponse<byte[]> answer) throws IOException {
        ByteArrayInputStream coded = new ByteArrayInputStream(answer.body());
        boolean gzip =
                answer.headers().firstValue("content-encoding").orElseThrow().equals("gzip");
        try (InputStream in = gzip ? new GZIPInputStream(coded) : new BrotliInputStream(coded)) {
            return in.readAllBytes();
        }
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(upstream.baseUrl().resolve(target)).timeout(SOON);
    }

    private HttpResponse<byte[]> post(String body, String key) throws IOException, InterruptedException {
        return send(request("/v1/messages")
                .header("x-api-key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), UTF_8);
    }

    /** Header values are kept as bytes: one character each. */
    private static String inBytes(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }
}
