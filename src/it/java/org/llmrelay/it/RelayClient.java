package org.llmrelay.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A caller that behaves. Thread-safe. */
final class RelayClient {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Patience.USUAL)
            .build();

    private RelayClient() {}

    /** The whole answer. @throws UncheckedIOException when it breaks off */
    static Reply send(Ask ask) {
        try {
            Planted.rememberIn(ask);
            Reply reply = new Reply(HTTP.send(ask.request(), BodyHandlers.ofByteArray()));
            Planted.requireNoneIn(reply, ask);
            return reply;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    static CompletableFuture<Reply> begin(Ask ask) {
        Planted.rememberIn(ask);
        return HTTP.sendAsync(ask.request(), BodyHandlers.ofByteArray()).thenApply(Reply::new);
    }

    /** The same request many times at once. */
    static List<CompletableFuture<Reply>> begin(Ask ask, int times) {
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            replies.add(begin(ask));
        }
        return replies;
    }
}
