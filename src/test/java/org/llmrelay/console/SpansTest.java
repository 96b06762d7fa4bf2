package org.llmrelay.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpansTest {

    @ParameterizedTest
    @CsvSource({
        "500 ms, 500",
        "10 s, 10000",
        "90 s, 90000",
        "5 min, 300000",
        "2 h, 7200000",
        "1 d, 86400000",
        "36 h, 129600000"
    })
    void areWrittenInTheLargestUnitThatTellsAllOfThem(String text, long millis) {
        assertThat(Spans.text(millis)).isEqualTo(text);
        assertThat(Spans.millis(text)).contains(millis);
    }

    @ParameterizedTest
    @CsvSource({"10, 10000", "5m, 300000", "' 500ms ', 500", "10秒, 10000", "5 分钟, 300000", "2小时, 7200000"})
    void areReadAsPeopleWriteThem(String text, long millis) {
        assertThat(Spans.millis(text)).contains(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5 s", "1.5 h", "5 parsecs", "12345678901 s", ""})
    void areNothingElse(String text) {
        assertThat(Spans.millis(text)).isEmpty();
    }

    @Test
    void tellNothingAsMilliseconds() {
        assertThat(Spans.text(0)).isEqualTo("0 ms");
    }
}
