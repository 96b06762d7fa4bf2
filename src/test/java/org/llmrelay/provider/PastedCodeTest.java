package org.llmrelay.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.secret.Secret;

class PastedCodeTest {
    private static final SignInAttempt ATTEMPT = new SignInAttempt("code", "st", Secret.of("v"), null);

    @ParameterizedTest
    @CsvSource({
        "abc, ",
        "' abc#st ', st",
        "https://x.example/callback?code=abc&state=st, st",
        "https://x.example/callback?state=st&code=a%62c, st",
        "https://x.example/callback?code=abc#st=1, ",
        "http://localhost:1455/auth/callback?code=abc&scope=a+b&state=st, st",
        "code=abc&state=st, st",
        "abc&state=st, "
    })
    void isReadOutOfWhatPeoplePaste(String pasted, String state) {
        PastedCode code = PastedCode.in(pasted).orElseThrow();

        assertThat(code.code()).isEqualTo("abc");
        assertThat(code.state()).isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "#st",
                "two words",
                "https://x.example/callback",
                "https://x.example/?code=",
                "?code=%zz"
            })
    void isNotFoundWhereThereIsNone(String pasted) {
        assertThat(PastedCode.in(pasted)).isEmpty();
    }

    @Test
    void belongsToItsOwnAttemptOnly() {
        assertThat(new PastedCode("abc", null).belongsTo(ATTEMPT)).isTrue();
        assertThat(new PastedCode("abc", "st").belongsTo(ATTEMPT)).isTrue();
        assertThat(new PastedCode("abc", "other").belongsTo(ATTEMPT)).isFalse();
    }

    @Test
    void doesNotPrintTheCode() {
        assertThat(new PastedCode("abc", "st").toString()).doesNotContain("abc");
    }
}
