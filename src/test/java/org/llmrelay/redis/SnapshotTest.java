package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    private final Snapshot<String> snapshot = new Snapshot<>("first");

    @Test
    void swapsItsValueForWhatIsRead() {
        assertThat(snapshot.reload(() -> "read")).isEqualTo("read");
        assertThat(snapshot.get()).isEqualTo("read");
    }

    @Test
    void readsAgainWhenItWasChangedMeanwhile() {
        Queue<String> store = new ArrayDeque<>(List.of("before the change", "after the change"));

        snapshot.reload(() -> {
            if (store.size() == 2) {
                snapshot.update(old -> "changed here");
            }
            return store.remove();
        });

        assertThat(snapshot.get()).isEqualTo("after the change");
    }
}
