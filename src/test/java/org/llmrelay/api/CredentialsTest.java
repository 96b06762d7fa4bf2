package org.llmrelay.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.secret.Secret;

class CredentialsTest {
    private static final String KEY = "cr_0123456789";

    @Test
    void aKeyMayComeInAnyOfItsPlaces() {
        assertThat(Credentials.of(PlainRequest.with(null, "X-Api-Key", KEY))).isEqualTo(Secret.of(KEY));
        assertThat(Credentials.of(PlainRequest.with(null, "Authorization", "Bearer " + KEY)))
                .isEqualTo(Secret.of(KEY));
        assertThat(Credentials.of(PlainRequest.with(null, "x-goog-api-key", KEY)))
                .isEqualTo(Secret.of(KEY));
        assertThat(Credentials.of(PlainRequest.with(null, "api-key", KEY))).isEqualTo(Secret.of(KEY));
        assertThat(Credentials.of(PlainRequest.with("beta=true&key=" + KEY))).isEqualTo(Secret.of(KEY));
    }

    @Test
    void theFirstPlaceThatIsNotEmptyCounts() {
        assertThat(Credentials.of(PlainRequest.with(
                        "key=last",
                        "api-key",
                        "fourth",
                        "x-goog-api-key",
                        "third",
                        "authorization",
                        "Bearer second",
                        "x-api-key",
                        "first")))
                .isEqualTo(Secret.of("first"));
        assertThat(Credentials.of(PlainRequest.with(null, "x-api-key", "  ", "authorization", "Bearer second")))
                .isEqualTo(Secret.of("second"));
        assertThat(Credentials.of(PlainRequest.with("key=last", "authorization", "Bearer ")))
                .isEqualTo(Secret.of("last"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer ", "BEARER ", "Bearer   "})
    void theSchemeIsReadLeniently(String scheme) {
        assertThat(Credentials.of(PlainRequest.with(null, "Authorization", scheme + KEY)))
                .isEqualTo(Secret.of(KEY));
    }

    @Test
    void anotherSchemeIsNoKey() {
        assertThat(Credentials.of(PlainRequest.with(null, "Authorization", "Basic " + KEY)))
                .isNull();
    }

    @Test
    void aKeyThatIsTooLongIsCut() {
        Secret secret = Credentials.of(PlainRequest.with(null, "x-api-key", "x".repeat(10_000)));

        assertThat(secret).isEqualTo(Secret.of("x".repeat(512)));
    }

    @Test
    void aRequestMayBringNoKey() {
        assertThat(Credentials.of(PlainRequest.with("beta=true", "accept", "*/*")))
                .isNull();
    }
}
