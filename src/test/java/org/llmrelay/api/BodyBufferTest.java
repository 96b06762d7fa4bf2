package org.llmrelay.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.RelayFailure;

class BodyBufferTest {
    private static final int KIB = 1024;
    private static final int LIMIT = 1024 * KIB;

    private final BodyBudget budget = new BodyBudget(400 * KIB);
    private final ServletInputStream endless = new Endless();

    private static final class Endless extends ServletInputStream {
        private final ByteArrayInputStream zeros = new ByteArrayInputStream(new byte[LIMIT + 1]);

        @Override
        public int read() {
            return zeros.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            return zeros.read(bytes, from, length);
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("nobody listens here");
        }
    }

    private Optional<RelayFailure> fill(BodyBuffer buffer) throws IOException {
        Optional<RelayFailure> obstacle = Optional.empty();
        while (obstacle.isEmpty() && !buffer.isWhole()) {
            obstacle = buffer.take(endless);
        }
        return obstacle;
    }

    @Test
    void holdsWhatWasAnnounced() throws IOException {
        BodyBuffer buffer = new BodyBuffer(200 * KIB, LIMIT, budget.share());

        assertThat(fill(buffer)).isEmpty();

        assertThat(budget.held()).isEqualTo(200 * KIB);
        assertThat(buffer.body().size()).isEqualTo(200 * KIB);
    }

    @Test
    void takesNothingThatTheNodeHasNoRoomForWhileItGrows() throws IOException {
        // It grows from 256 to 300 KiB, and for a moment there would be both.
        BodyBuffer buffer = new BodyBuffer(300 * KIB, LIMIT, budget.share());

        assertThat(fill(buffer)).map(RelayFailure::kind).contains(FailureKind.NODE_BUSY);
    }

    @Test
    void takesNothingAfterItWasReleased() throws IOException {
        BodyBuffer buffer = new BodyBuffer(200 * KIB, LIMIT, budget.share());
        assertThat(buffer.take(endless)).isEmpty();

        buffer.release();

        assertThat(buffer.take(endless)).isEmpty();
        assertThat(budget.held()).isZero();
    }
}
