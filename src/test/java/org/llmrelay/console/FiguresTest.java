package org.llmrelay.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "7, 7",
        "0.25, 0.3",
        "999, 999",
        "1000, 1.00K",
        "1240, 1.24K",
        "12400, 12.4K",
        "124000, 124K",
        "1240000, 1.24M",
        "9876543210, 9.88B",
        "-1500, -1.50K",
        "200, 200"
    })
    void areThreeDigitsAndAUnit(BigDecimal number, String text) {
        assertThat(Figures.brief(number)).isEqualTo(text);
    }
}
