package org.llmrelay.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.llmrelay.admin.SettingsBody;

class SettingsDraftTest {
    private final SettingsDraft draft = SettingsDraft.of(new SettingsBody(
            7,
            Map.of("failover.attempts", 1, "affinity_ms", 3_600_000L, "branding.name", "Acme", "notices.console", ""),
            Map.of("failover.attempts", 3, "affinity_ms", 1_500L, "branding.name", "LLM Relay", "notices.console", ""),
            List.of("failover.attempts", "branding.name"),
            "Europe/Berlin"));

    @Test
    void hasChangedNothingAtFirst() {
        assertThat(draft.changed()).isEmpty();
        assertThat(draft.getZone()).isEqualTo("Europe/Berlin");
    }

    @Test
    void takesWhatWasLeftAloneForUnchanged() {
        draft.getTyped().put("failover.attempts", 1L);
        draft.getTyped().put("notices.console", null);

        assertThat(draft.changed()).isEmpty();
    }

    @Test
    void tellsWhatWasChangedAndWhatWasEmptied() {
        draft.getTyped().put("affinity_ms", 60_000L);
        draft.getTyped().put("branding.name", null);

        Map<String, Object> changed = new HashMap<>(Map.of("affinity_ms", 60_000L));
        changed.put("branding.name", null);
        assertThat(draft.changed()).isEqualTo(changed);
        assertThat(draft.change(changed)).isEqualTo(Map.of("version", 7L, "values", changed));
    }

    @Test
    void saysInWordsWhatHoldsAndWhatWasDeployed() {
        assertThat(draft.holding("affinity_ms")).isEqualTo("1 h");
        assertThat(draft.deployed("affinity_ms")).isEqualTo("1500 ms");
        assertThat(draft.deployed("failover.attempts")).isEqualTo("3");
        assertThat(draft.saved("branding.name")).isTrue();
        assertThat(draft.saved("affinity_ms")).isFalse();
    }

    @Test
    void standsForSettingsThatCannotBeRead() {
        assertThat(SettingsDraft.empty().changed()).isEmpty();
        assertThat(SettingsDraft.empty().holding("branding.name")).isEmpty();
    }
}
