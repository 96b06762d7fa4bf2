package org.llmrelay.api.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.api.PlainCaller;
import org.llmrelay.api.PlainCaller.Answer;
import org.llmrelay.api.anthropic.AnthropicSurface.Way;

/** Requests that no honest client sends get a plain refusal, show nothing of the inside and harm nobody. */
class HostileRequestsTest {
    private static final AnthropicWorld WORLD = new AnthropicWorld(Way.JERSEY);
    private static final String BODY =
            "{\"model\":\"claude-opus-5\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    @AfterAll
    static void close() {
        WORLD.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /v1/messages HTTP/1.1\r\nHost: relay\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /v1/messages HTTP/1.1\r\nHost: relay\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
                "POST /v1/messages HTTP/1.1\r\nHost: relay\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
                "POST /v1/messages HTTP/1.1\r\nHost: relay\r\nContent-Length: five\r\n\r\nhello",
                "POST /v1/messages HTTP/1.1\r\nHost: relay\r\nContent-Length: -5\r\n\r\nhello",
                "POST /v1/messages HTTP/1.1\r\nHost: relay\r\nX-Nul: a\0b\r\nContent-Length: 5\r\n\r\nhello",
                "POST /v1/mess\0ages HTTP/1.1\r\nHost: relay\r\nContent-Length: 5\r\n\r\nhello",
                "GET /v1/models HTTP/3.7\r\nHost: relay\r\n\r\n",
                "GET /v1/models/%zz HTTP/1.1\r\nHost: relay\r\n\r\n",
                "GET /v1/models?limit=%zz HTTP/1.1\r\nHost: relay\r\n\r\n",
                "GET /v1/models?limit=| HTTP/1.1\r\nHost: relay\r\n\r\n",
                "GARBAGE\r\n\r\n"
            })
    void aRequestThatCannotBeReadIsRefused(String request) throws IOException {
        try (PlainCaller caller = WORLD.caller()) {
            Answer answer = caller.send(request).answer();

            assertThat(answer.status()).isBetween(400, 499);
            assertThat(answer.text()).doesNotContain("Exception", "at io.undertow", "at org.");
        }
        assertOthersAreServed();
    }

    @Test
    void aBombOfHeadersIsRefused() throws IOException {
        try (PlainCaller caller = WORLD.caller()) {
            StringBuilder request = new StringBuilder("POST /v1/messages HTTP/1.1\r\nHost: relay\r\n");
            for (int i = 0; i < 2_000; i++) {
                request.append("X-")
                        .append(i)
                        .append(": ")
                        .append("x".repeat(10))
                        .append("\r\n");
            }

            assertThat(caller.send(request + "\r\n").answer().status()).isBetween(400, 499);
        }
        assertOthersAreServed();
    }

    @Test
    void aHugeHeaderIsRefused() throws IOException {
        try (PlainCaller caller = WORLD.caller()) {
            String request = "POST /v1/messages HTTP/1.1\r\nHost: relay\r\nX-Huge: " + "x".repeat(100_000) + "\r\n\r\n";

            assertThat(caller.send(request).answer().status()).isBetween(400, 499);
        }
        assertOthersAreServed();
    }

    @Test
    void anAbsoluteTargetIsServedLikeAnyOther() throws IOException {
        try (PlainCaller caller = WORLD.caller()) {
            Answer answer = caller.send(AnthropicWorld.request("POST", "http://relay/v1/messages", BODY))
                    .answer();
            Answer models = caller.send(AnthropicWorld.request("GET", "http://relay/v1/models?limit=1", ""))
                    .answer();

            assertThat(answer.text()).isEqualTo("GENERATE");
            assertThat(models.text()).contains("claude-0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a chunk\r\n\r\n", "5\r\nhelloworld\r\n0\r\n\r\n", "-1\r\n\r\n"})
    void brokenChunksAreRefused(String chunks) throws IOException {
        for (int i = 0; i < 20; i++) {
            try (PlainCaller caller = WORLD.caller()) {
                caller.send(
                        AnthropicWorld.request("POST", "/v1/messages", "", "Transfer-Encoding", "chunked") + chunks);
                Answer answer = caller.answer();

                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.text()).contains("invalid_request_error");
                assertThat(caller.isEnded()).isTrue();
            }
        }
        assertOthersAreServed();
    }

    @Test
    void aChunkOfAbsurdSizeEndsTheConnection() throws IOException {
        try (PlainCaller caller = WORLD.caller()) {
            caller.send(AnthropicWorld.request("POST", "/v1/messages", "", "Transfer-Encoding", "chunked")
                    + "fffffffffffffffff\r\n\r\n");

            assertThat(caller.isEnded()).isTrue();
        }
        assertOthersAreServed();
    }

    @Test
    void aBodyOnARequestThatTakesNoneIsNotWaitedFor() throws IOException {
        List<PlainCaller> slow = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            PlainCaller caller = WORLD.caller();
            String method = i % 2 == 0 ? "GET" : "POST";
            String path = i % 3 == 0 ? "/v1/nothing" : "/v1/models";
            slow.add(caller.send(method + " " + path + " HTTP/1.1\r\nHost: relay\r\nContent-Length: 900000\r\n\r\nx"));
        }
        assertOthersAreServed();
        for (PlainCaller caller : slow) {
            assertThat(caller.answer().status()).isBetween(400, 499);
            caller.close();
        }
    }

    @Test
    void aMethodOfNobodysIsRefused() throws IOException {
        assertThat(WORLD.send("TRACE", "/v1/messages").status()).isEqualTo(405);
        assertThat(WORLD.send("X-ODD", "/v1/models").status()).isEqualTo(405);
        assertThat(WORLD.send("OPTIONS", "/v1/messages").status()).isEqualTo(405);
    }

    private static void assertOthersAreServed() throws IOException {
        assertThat(WORLD.post("/v1/messages", BODY).text()).isEqualTo("GENERATE");
        assertThat(WORLD.faults).isEmpty();
    }
}
