package org.llmrelay.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryKeyTest {
    @ParameterizedTest
    @CsvSource({
        "key=secret, secret",
        "beta=true&key=secret&x=1, secret",
        "key=a%2Bb+c, a+b c",
        "key=first&key=second, first",
        "%6bey=secret, secret",
        "key=100%, 100%"
    })
    void theValueIsDecoded(String query, String value) {
        assertThat(QueryKey.in(query)).isEqualTo(value);
    }

    @Test
    void otherNamesAreNotTheKey() {
        assertThat(QueryKey.in("monkey=1&keys=2&Key=3")).isNull();
        assertThat(QueryKey.in(null)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "beta=true&key=secret, beta=true",
        "key=secret&beta=true, beta=true",
        "a=%7E&key=secret&b=~&c, a=%7E&b=~&c",
        "key=one&beta=true&key=two, beta=true",
        "%6bey=secret&beta=true, beta=true",
        "beta=true&&x, beta=true&&x",
        "beta=%zz, beta=%zz"
    })
    void theRestStaysAsItCame(String query, String rest) {
        assertThat(QueryKey.cutFrom(query)).isEqualTo(rest);
    }

    @Test
    void nothingIsLeftOfAKeyAlone() {
        assertThat(QueryKey.cutFrom("key=secret")).isNull();
        assertThat(QueryKey.cutFrom("")).isNull();
        assertThat(QueryKey.cutFrom(null)).isNull();
    }
}
