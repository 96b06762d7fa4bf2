package org.llmrelay.console.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelsEntryTest {
    private static final Map<String, Object> ACCOUNT = Map.of("models", Map.of("asked", "known"));

    @Test
    void sendsBackWhatItWasGiven() {
        assertThat(ModelsEntry.of(ACCOUNT).form()).isEqualTo(Map.of("asked", "known"));
    }

    @Test
    void takesAwayLinesThatAreGoneOrRenamed() {
        ModelsEntry removed = ModelsEntry.of(ACCOUNT);
        removed.remove(removed.getRows().get(0));
        assertThat(removed.form()).containsOnlyKeys("asked").containsEntry("asked", null);

        ModelsEntry renamed = ModelsEntry.of(ACCOUNT);
        renamed.getRows().get(0).setAsked("other ");
        assertThat(renamed.form()).containsEntry("other", "known").containsEntry("asked", null);
    }

    @Test
    void leavesOutLinesThatNobodyFilledIn() {
        ModelsEntry entry = ModelsEntry.of(Map.of());
        entry.add();

        assertThat(entry.form()).isEmpty();
    }

    @Test
    void leavesHalfALineToTheDesk() {
        ModelsEntry entry = ModelsEntry.of(Map.of());
        entry.add();
        entry.getRows().get(0).setAsked("asked");

        assertThat(entry.form()).isEqualTo(Map.of("asked", ""));
    }
}
