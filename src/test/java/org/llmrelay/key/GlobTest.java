package org.llmrelay.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "claude-opus-4-5, claude-opus-4-5, true",
        "claude-opus-4-5, Claude-OPUS-4-5, true",
        "claude-opus-4-5, claude-opus-4-5-20251101, false",
        "claude-opus-*, claude-opus-4-5-20251101, true",
        "claude-opus-*, claude-opus-, true",
        "*opus*, claude-opus-4, true",
        "*opus*, claude-sonnet-4, false",
        "*, anything, true",
        "a*b*c, aXbXbXc, true",
        "a*b*c, aXbXbX, false",
        "a**c, ac, true",
        "*-4, claude-4-4, true",
        "a.c, abc, false",
    })
    void matchesWholeTexts(String pattern, String text, boolean matches) {
        assertThat(new Glob(pattern).matches(text)).isEqualTo(matches);
    }

    @Test
    void doesNotMatchATextThatIsMissing() {
        assertThat(new Glob("*").matches(null)).isFalse();
    }

    @Test
    void isQuickAlsoWhereAPatternAlmostMatches() {
        String text = "a".repeat(2_000);

        assertThat(new Glob("a*".repeat(50) + "b").matches(text)).isFalse();
    }
}
