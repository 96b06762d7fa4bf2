package org.llmrelay.relay;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.llmrelay.call.Body;
import org.llmrelay.call.Headers;
import org.llmrelay.stream.BodyDecoder;
import org.llmrelay.upstream.BodyGatherer;
import org.llmrelay.upstream.UpstreamExchange;

/** An answer that was read whole. {@code body}: without its content coding; empty where it was too large, broke off, stalled or cannot be decoded. */
record SmallAnswer(int status, Headers headers, Body body) {
    private static final int MOST_BYTES = 64 * 1024;
    private static final int PATIENCE_SECONDS = 10;

    /** Reads an answer and closes its exchange. Completes normally; does not block. */
    static CompletableFuture<SmallAnswer> read(UpstreamExchange exchange) {
        return BodyGatherer.gather(exchange, MOST_BYTES)
                .completeOnTimeout(Body.EMPTY, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .thenApply(body -> {
                    exchange.close();
                    return new SmallAnswer(exchange.status(), exchange.headers(), plain(body, exchange.headers()));
                });
    }

    private static Body plain(Body body, Headers headers) {
        Optional<String> coding = headers.first("content-encoding");
        if (coding.isEmpty()) {
            return body;
        }
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        BodyDecoder decoder = BodyDecoder.forEncoding(coding.get());
        decoder.decode(body.buffer(), bytes -> take(bytes, plain));
        decoder.end(bytes -> take(bytes, plain));
        return Body.wrap(plain.toByteArray());
    }

    /** Little can be packed into much: what is too much is left out. */
    private static void take(ByteBuffer bytes, ByteArrayOutputStream plain) {
        byte[] part = new byte[Math.min(bytes.remaining(), MOST_BYTES - plain.size())];
        bytes.duplicate().get(part);
        plain.writeBytes(part);
    }
}
