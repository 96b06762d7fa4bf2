package org.llmrelay.provider;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.upstream.BodyReader;
import org.llmrelay.upstream.UpstreamExchange;

/**
 * An answer whose body is turned into another form on its way. The upstream's window stays the only place where bytes wait: room is given back in the measure
 * in which the turned bytes are written on, and at once where they wait for nobody. Thread-safe.
 */
public final class TurnedExchange implements UpstreamExchange {
    private static final Balance EVEN = new Balance(0, 0);

    private final UpstreamExchange answer;
    private final Headers headers;
    private final BodyTurn turn;
    private final AtomicReference<Balance> balance = new AtomicReference<>(EVEN);

    /** @param headers in place of the answer's own */
    public TurnedExchange(UpstreamExchange answer, Headers headers, BodyTurn turn) {
        this.answer = answer;
        this.headers = headers;
        this.turn = turn;
    }

    /**
     * What is under way.
     *
     * @param taken bytes of the upstream's whose room has not been given back
     * @param given turned bytes that have not been written on
     */
    private record Balance(long taken, long given) {}

    @Override
    public int status() {
        return answer.status();
    }

    @Override
    public Headers headers() {
        return headers;
    }

    @Override
    public void read(BodyReader reader) {
        answer.read(new Turning(reader));
    }

    @Override
    public void credit(int bytes) {
        Balance before = balance.getAndUpdate(now -> written(now, bytes));
        giveBack(before.taken() - written(before, bytes).taken());
    }

    private static Balance written(Balance now, int bytes) {
        if (now.given() <= bytes) {
            return EVEN;
        }
        return new Balance(now.taken() - now.taken() * bytes / now.given(), now.given() - bytes);
    }

    private void giveBack(long bytes) {
        if (bytes > 0) {
            answer.credit((int) bytes);
        }
    }

    @Override
    public void close() {
        answer.close();
    }

    /** Stands between the upstream's body and its reader. Confined to the body's thread. */
    private final class Turning implements BodyReader {
        private final BodyReader reader;
        private boolean over;

        Turning(BodyReader reader) {
            this.reader = reader;
        }

        @Override
        public void bytes(ByteBuffer chunk) {
            int size = chunk.remaining();
            if (over) {
                answer.credit(size);
                return;
            }
            balance.updateAndGet(now -> new Balance(now.taken() + size, now.given()));
            if (!turn.take(chunk, this::pass)) {
                breakOff();
                return;
            }
            // What is not part of anything yet waits for nobody: without room the rest of it would never come.
            Balance before = balance.getAndUpdate(now -> now.given() == 0 ? EVEN : now);
            giveBack(before.given() == 0 ? before.taken() : 0);
        }

        private void pass(byte[] turned) {
            if (turned.length > 0) {
                balance.updateAndGet(now -> new Balance(now.taken(), now.given() + turned.length));
                reader.bytes(ByteBuffer.wrap(turned));
            }
        }

        @Override
        public void end() {
            if (over) {
                return;
            }
            if (turn.end(this::pass)) {
                reader.end();
            } else {
                breakOff();
            }
        }

        @Override
        public void broke(UpstreamFault fault) {
            if (!over) {
                reader.broke(fault);
            }
        }

        private void breakOff() {
            over = true;
            answer.close();
            reader.broke(UpstreamFault.silent(FailureKind.UPSTREAM_BROKE_OFF));
        }
    }
}
