package org.llmrelay.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every store of settings does. */
public abstract class SavedSettingsContract {
    protected static final Saved FIRST =
            new Saved(1, Map.of("failover.attempts", 1L), Map.of("notices.console", "Back at\nnoon"));

    protected abstract SavedSettings settings();

    @Test
    void holdNothingAtFirst() {
        assertThat(settings().current()).isEqualTo(Saved.NOTHING);
        assertThat(settings().latest()).isEqualTo(Saved.NOTHING);
    }

    @Test
    void keepWhatFollowsTheVersionThatIsThere() {
        assertThat(settings().replace(FIRST)).isTrue();
        assertThat(settings().replace(new Saved(2, Map.of(), Map.of()))).isTrue();

        assertThat(settings().current()).isEqualTo(new Saved(2, Map.of(), Map.of()));
        assertThat(settings().latest()).isEqualTo(settings().current());
    }

    @Test
    void leaveWhatSomebodyElseHasSavedMeanwhile() {
        assertThat(settings().replace(FIRST)).isTrue();

        assertThat(settings().replace(new Saved(1, Map.of(), Map.of()))).isFalse();
        assertThat(settings().replace(new Saved(3, Map.of(), Map.of()))).isFalse();
        assertThat(settings().latest()).isEqualTo(FIRST);
    }
}
