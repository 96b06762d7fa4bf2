package org.llmrelay.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.llmrelay.call.Usage;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.wire.UsageMeter;

/** Taps that are ended while, before and after somebody feeds them. */
class TapsTest {
    private static final int ROUNDS = 20_000;
    private static final int PIECES = 200;

    private final CountDownLatch looking = new CountDownLatch(1);
    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private final List<String> notes = new CopyOnWriteArrayList<>();

    @Test
    void waitForWhoeverLooksBeforeTheyEnd() throws InterruptedException {
        Taps taps = Taps.ofDocument(new SlowMeter(), BodyDecoder.forEncoding(null), plain -> {});
        Thread feeder = new Thread(() -> taps.see(bytes("four")));
        feeder.start();
        assertThat(looking.await(10, TimeUnit.SECONDS)).isTrue();

        taps.end(() -> notes.add("ended with " + taps.usage().input()));
        assertThat(notes).isEmpty();
        mayGoOn.countDown();
        feeder.join(10_000);

        assertThat(notes).containsExactly("ended with 4");
    }

    @Test
    void seeNothingBehindTheirEnd() {
        mayGoOn.countDown();
        Taps taps = Taps.ofDocument(new SlowMeter(), BodyDecoder.forEncoding(null), plain -> {});
        taps.see(bytes("four"));
        taps.end();

        taps.see(bytes("more"));
        taps.end(() -> notes.add("again"));

        assertThat(taps.usage().input()).isEqualTo(4);
        assertThat(notes).containsExactly("again");
    }

    @Test
    void tellEveryoneOnceThatTheyEnded() throws InterruptedException {
        Taps taps = Taps.ofDocument(new SlowMeter(), BodyDecoder.forEncoding(null), plain -> {});
        Thread feeder = new Thread(() -> taps.see(bytes("four")));
        feeder.start();
        assertThat(looking.await(10, TimeUnit.SECONDS)).isTrue();

        taps.end(() -> notes.add("first"));
        taps.end(() -> notes.add("second"));
        mayGoOn.countDown();
        feeder.join(10_000);
        taps.end(() -> notes.add("third"));

        assertThat(notes).containsExactly("first", "second", "third");
    }

    /** The end may come in the very moment in which the feeder is through: nobody would be told, and the call never be booked. */
    @Test
    void areToldOfTheirEndHoweverItMeetsTheFeeder() throws Exception {
        mayGoOn.countDown();
        ExecutorService feeder = Executors.newSingleThreadExecutor();
        try {
            for (int round = 0; round < ROUNDS; round++) {
                Taps taps = Taps.ofDocument(new SlowMeter(), BodyDecoder.forEncoding(null), plain -> {});
                AtomicBoolean told = new AtomicBoolean();
                CyclicBarrier start = new CyclicBarrier(2);
                Future<?> fed = feeder.submit(() -> {
                    start.await();
                    for (int piece = 0; piece < PIECES; piece++) {
                        taps.see(bytes("four"));
                    }
                    return null;
                });

                start.await();
                for (int moment = 0; moment < round % PIECES; moment++) {
                    Thread.onSpinWait();
                }
                taps.end(() -> told.set(true));
                fed.get(10, TimeUnit.SECONDS);

                assertThat(told).as("round " + round).isTrue();
            }
        } finally {
            feeder.shutdown();
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    /** Counts bytes, and takes as long for it as the test wants. */
    private final class SlowMeter implements UsageMeter {
        private long bytes;

        @Override
        public void event(SseEvent event) {}

        @Override
        public void json(ByteBuffer part) {
            looking.countDown();
            try {
                assertThat(mayGoOn.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            bytes += part.remaining();
        }

        @Override
        public Usage usage() {
            return new Usage(bytes, 0, 0, 0, 0, 0, 0);
        }

        @Override
        public @Nullable String model() {
            return null;
        }
    }
}
