package org.llmrelay.provider.vertex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.time.Instant;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.secret.Secret;

class ServiceAccountTest {
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    private final ServiceAccounts made = ServiceAccounts.at("https://oauth2.googleapis.com/token");

    @Test
    void signsAStatementThatTheServerCanCheck() throws Exception {
        String assertion =
                ServiceAccount.in(Secret.of(made.json())).orElseThrow().assertion(NOW);

        JwtContext context = new JwtConsumerBuilder()
                .setVerificationKey(made.keys().getPublic())
                .setExpectedAudience(made.tokenUri())
                .setExpectedIssuer("relay@project-1.iam.gserviceaccount.com")
                .setEvaluationTime(NumericDate.fromSeconds(NOW.getEpochSecond()))
                .build()
                .process(assertion);
        JwtClaims claims = context.getJwtClaims();
        assertThat(claims.getStringClaimValue("scope")).isEqualTo("https://www.googleapis.com/auth/cloud-platform");
        assertThat(claims.getExpirationTime().getValue()).isEqualTo(NOW.getEpochSecond() + 3600);
        assertThat(context.getJoseObjects().get(0).getKeyIdHeaderValue()).isEqualTo("key-1");
        assertThat(context.getJoseObjects().get(0).getAlgorithmHeaderValue()).isEqualTo("RS256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-----BEGIN PRIVATE KEY-----\\nAAAA\\n-----END PRIVATE KEY-----", "no key at all", "*"})
    void saysThatAKeyIsNone(String key) {
        String json = "{\"type\":\"service_account\",\"client_email\":\"a@b\",\"private_key\":\"" + key
                + "\",\"token_uri\":\"https://x\"}";
        ServiceAccount account = ServiceAccount.in(Secret.of(json)).orElseThrow();

        assertThatThrownBy(() -> account.assertion(NOW))
                .isInstanceOf(GeneralSecurityException.class)
                .message()
                .doesNotContain(key);
    }

    @Test
    void showsNoKey() {
        assertThat(ServiceAccount.in(Secret.of(made.json())).orElseThrow().toString())
                .doesNotContain("PRIVATE");
    }
}
