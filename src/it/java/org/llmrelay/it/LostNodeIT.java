package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.fake.Behaviours;
import org.llmrelay.fake.Hold;
import org.llmrelay.fake.MessageScript;

/** What becomes of the calls of a node that is killed: another node settles them by what they told last. */
@ExtendWith(ArquillianExtension.class)
class LostNodeIT {
    private static final int STREAMS = 200;
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(30);

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    @Test
    void booksWhatWasToldAndFreesTheSlotsWithinHalfAMinute() throws Exception {
        world.account();
        Key key = world.key(",\"limits\":{\"concurrency\":" + STREAMS + "}");
        world.upstream().always(Behaviours.normal().stallAfterEvents(4, new Hold()));
        HttpClient client = HttpClient.newHttpClient();
        try (SecondNode node = SecondNode.start()) {
            List<CompletableFuture<HttpResponse<InputStream>>> streams = IntStream.range(0, STREAMS)
                    .mapToObj(i -> client.sendAsync(request(node, key), BodyHandlers.ofInputStream()))
                    .toList();
            for (CompletableFuture<HttpResponse<InputStream>> stream : streams) {
                InputStream body = stream.join().body();
                assertThat(body.readNBytes(20)).isNotEmpty();
            }
            RelayClient.send(Ask.message().key(key)).isNativeError(429, "rate_limit_error");
            // The node tells every second what its calls have used.
            Thread.sleep(3_000);

            long killed = System.nanoTime();
            node.kill();
            world.upstream().always(Behaviours.normal());
            Reply reply = RelayClient.send(Ask.message().key(key));
            while (reply.status() == 429 && System.nanoTime() - killed < SETTLED_WITHIN.toNanos()) {
                Thread.sleep(200);
                reply = RelayClient.send(Ask.message().key(key));
            }
            reply.isFine();
        }

        JsonNode booked = world.booked(key, STREAMS);
        assertThat(booked).hasSize(STREAMS);
        booked.forEach(call -> {
            if (call.path("ending").asText().equals("node-lost")) {
                Usages.requireEstimated(call, MessageScript.greeting().tokens());
            }
        });
        assertThat(world.admin().usage(key).path("overall").path("calls").asInt())
                .isEqualTo(STREAMS + 1);
    }

    private static HttpRequest request(SecondNode node, Key key) {
        return HttpRequest.newBuilder(node.uri("/v1/messages"))
                .header("content-type", "application/json")
                .header("anthropic-version", "2023-06-01")
                .header("x-api-key", key.text())
                .POST(HttpRequest.BodyPublishers.ofString(Prompt.streamed()))
                .build();
    }
}
