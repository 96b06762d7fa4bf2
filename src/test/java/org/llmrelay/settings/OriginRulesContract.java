package org.llmrelay.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store of the rules does. */
public abstract class OriginRulesContract {
    protected abstract OriginRules rules();

    @Test
    void allowNobodyAtFirst() {
        assertThat(rules().current()).isEqualTo(Origins.NONE);
    }

    @Test
    void keepWhatWasSavedLast() {
        rules().save(new Origins(List.of("*")));
        rules().save(new Origins(List.of("https://b", "https://a")));

        assertThat(rules().current()).isEqualTo(new Origins(List.of("https://b", "https://a")));
    }
}
