package org.llmrelay.upstream;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.llmrelay.call.Body;
import org.llmrelay.failure.UpstreamFault;

/** Gathers a small body whole; one that is larger than the limit, or breaks off, comes out empty. Confined to one exchange. */
public final class BodyGatherer implements BodyReader {
    private final UpstreamExchange exchange;
    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<Body> gathered = new CompletableFuture<>();

    private BodyGatherer(UpstreamExchange exchange, int limit) {
        this.exchange = exchange;
        this.limit = limit;
    }

    /** Begins to read the answer's body; completes normally on an I/O thread. The exchange is closed when all is read. */
    public static CompletableFuture<Body> gather(UpstreamExchange exchange, int limit) {
        BodyGatherer gatherer = new BodyGatherer(exchange, limit);
        exchange.read(gatherer);
        return gatherer.gathered;
    }

    @Override
    public void bytes(ByteBuffer chunk) {
        int size = chunk.remaining();
        if (bytes.size() + size > limit) {
            exchange.close();
            gathered.complete(Body.EMPTY);
            return;
        }
        byte[] copy = new byte[size];
        chunk.get(copy);
        bytes.writeBytes(copy);
        exchange.credit(size);
    }

    @Override
    public void end() {
        exchange.close();
        gathered.complete(Body.wrap(bytes.toByteArray()));
    }

    @Override
    public void broke(UpstreamFault fault) {
        exchange.close();
        gathered.complete(Body.EMPTY);
    }
}
