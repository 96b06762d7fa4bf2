package org.llmrelay.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "https://chat.example",
                "http://localhost:5173",
                "app://obsidian.md",
                "chrome-extension://abc"
            })
    void knowsAnOrigin(String text) {
        assertThat(Origins.isOrigin(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "chat.example",
                "https://chat.example/",
                "https://Chat.example",
                "https://a b",
                "https://u@h",
                "**"
            })
    void knowsWhatIsNone(String text) {
        assertThat(Origins.isOrigin(text)).isFalse();
        assertThatThrownBy(() -> new Origins(List.of(text))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void allowsTheNamedOnesOrAll() {
        Origins named = new Origins(List.of("https://a"));

        assertThat(named.allow("https://a")).isTrue();
        assertThat(named.allow("https://b")).isFalse();
        assertThat(new Origins(List.of(Origins.ANY)).allow("null")).isTrue();
        assertThat(Origins.NONE.allow("https://a")).isFalse();
    }
}
