package org.llmrelay.relay;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.llmrelay.call.Body;
import org.llmrelay.call.Headers;
import org.llmrelay.stream.BodyDecoder;
import org.llmrelay.upstream.BodyReader;
import org.llmrelay.upstream.UpstreamExchange;

/** An answer that was read whole before anybody decided what to do with it, and can be read once more. Confined to one exchange. */
final class SmallAnswer implements UpstreamExchange {
    private static final int MOST_BYTES = 64 * 1024;
    private static final int PATIENCE_SECONDS = 10;

    private final UpstreamExchange exchange;
    private final Body body;

    private SmallAnswer(UpstreamExchange exchange, Body body) {
        this.exchange = exchange;
        this.body = body;
    }

    /** Whether an answer says that it is too large to be read whole. */
    static boolean isTooLarge(UpstreamExchange exchange) {
        String length = exchange.headers().first("content-length").orElse("0");
        return length.length() > 9
                || !length.chars().allMatch(Character::isDigit)
                || Long.parseLong(length) > MOST_BYTES;
    }

    /** Reads an answer; its body is empty where it is larger than it said, breaks off or stalls. Completes normally; does not block. */
    static CompletableFuture<SmallAnswer> read(UpstreamExchange exchange) {
        return BodyGatherer.gather(exchange, MOST_BYTES)
                .completeOnTimeout(Body.EMPTY, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .thenApply(body -> new SmallAnswer(exchange, body));
    }

    /** The body as it came. */
    Body body() {
        return body;
    }

    /** The body without its content coding; empty where it cannot be decoded. */
    Body plain() {
        Optional<String> coding = exchange.headers().first("content-encoding");
        if (coding.isEmpty()) {
            return body;
        }
        Plain plain = new Plain();
        BodyDecoder decoder = BodyDecoder.forEncoding(coding.get());
        decoder.decode(body.buffer(), plain::take);
        decoder.end(plain::take);
        return plain.whole();
    }

    /** Gathers decoded bytes, up to a bound: little can be packed into much. */
    private static final class Plain {
        private final ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);

        void take(ByteBuffer more) {
            ByteBuffer part = more.duplicate();
            part.limit(part.position() + Math.min(part.remaining(), bytes.remaining()));
            bytes.put(part);
        }

        Body whole() {
            byte[] copy = new byte[bytes.position()];
            bytes.flip().get(copy);
            return Body.wrap(copy);
        }
    }

    @Override
    public int status() {
        return exchange.status();
    }

    @Override
    public Headers headers() {
        return exchange.headers();
    }

    @Override
    public void read(BodyReader reader) {
        if (body.size() > 0) {
            reader.bytes(body.buffer());
        }
        reader.end();
    }

    @Override
    public void credit(int bytes) {
        // The upstream has been read to its end.
    }

    @Override
    public void close() {
        exchange.close();
    }
}
