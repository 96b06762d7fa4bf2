package org.llmrelay.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.llmrelay.failure.GatewayFault;
import org.llmrelay.failure.Refusal;
import org.llmrelay.failure.StoreUnavailableException;

class RefusalBookTest {
    private static final Refusal SPENT = new Refusal.RateLimited("tokens/window", Duration.ofSeconds(9));

    private final List<List<RefusedCall>> written = new ArrayList<>();
    private final List<Runnable> tasks = new ArrayList<>();
    private final RefusalBook book = new RefusalBook(new Written(), tasks::add);
    private boolean away;

    private final class Written implements Refusals {
        @Override
        public void keep(List<RefusedCall> refused) {
            if (away) {
                throw new StoreUnavailableException("away", new IOException("refused"));
            }
            written.add(refused);
        }

        @Override
        public List<RefusedCall> latest(String key, int most) {
            return List.of();
        }

        @Override
        public Optional<RefusedCall> find(String key, String call) {
            return Optional.empty();
        }
    }

    private void note(int times) {
        for (int i = 0; i < times; i++) {
            book.note("k1", Calls.of("opus-4"), SPENT);
        }
    }

    private void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.remove(0).run();
        }
    }

    @Test
    void writesWhatWasRefusedAsideAndInBatches() {
        note(250);

        assertThat(written).isEmpty();
        assertThat(tasks).hasSize(1);
        runTasks();
        assertThat(written).extracting(List::size).containsExactly(100, 100, 50);
        assertThat(written.get(0).get(0))
                .isEqualTo(new RefusedCall(
                        Instant.EPOCH,
                        "c",
                        "k1",
                        "rate-limited",
                        "tokens/window",
                        "opus-4",
                        null,
                        SPENT.publicMessage()));
    }

    @Test
    void dropsAndCountsWhatComesTooFast() {
        note(2_003);
        runTasks();

        assertThat(book.dropped()).isEqualTo(3);
        assertThat(written.stream().mapToInt(List::size).sum()).isEqualTo(2_000);
    }

    @Test
    void dropsAndCountsWhatCannotBeWritten() {
        away = true;
        note(120);
        runTasks();
        away = false;
        note(1);
        runTasks();

        assertThat(book.dropped()).isEqualTo(120);
        assertThat(written).hasSize(1);
    }

    @Test
    void onlyCountsCallsWithoutAKnownKey() {
        book.note(null, Calls.of("opus-4"), new Refusal.UnknownKey());
        runTasks();

        assertThat(book.unknown()).isEqualTo(1);
        assertThat(written).isEmpty();
    }

    @Test
    void keepsNoFaultsOfTheRelay() {
        book.note("k1", Calls.of("opus-4"), new GatewayFault.Internal());
        runTasks();

        assertThat(written).isEmpty();
        assertThat(book.unknown()).isZero();
    }
}
