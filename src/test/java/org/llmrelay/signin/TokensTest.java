package org.llmrelay.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.llmrelay.ManualClock;

class TokensTest {
    private static final byte[] KEY = "a key of at least thirty-two bytes, long enough for all of these algorithms"
            .getBytes(StandardCharsets.UTF_8);
    private static final User ADA =
            new User("ada", new PasswordHash("$x"), Role.VIEWER, Instant.parse("2030-01-01T00:00:00Z"));

    private final ManualClock clock = ManualClock.atNoon();
    private final Tokens tokens = new Tokens(KEY, Duration.ofHours(12), clock);

    @Test
    void speaksForTheUserUntilItIsOver() {
        SignedIn signedIn = tokens.issue(ADA);

        assertThat(signedIn.identity())
                .isEqualTo(new Identity("ada", Role.VIEWER, Instant.parse("2026-03-02T00:00:00Z")));
        assertThat(tokens.read(signedIn.token().reveal()).map(Tokens.Claim::identity))
                .contains(signedIn.identity());

        clock.advance(Duration.ofHours(12));

        assertThat(tokens.read(signedIn.token().reveal())).isEmpty();
    }

    @Test
    void refusesATokenOfAnotherKey() {
        byte[] other = "another key of at least thirty-two bytes".getBytes(StandardCharsets.UTF_8);
        String token = new Tokens(other, Duration.ofHours(12), clock)
                .issue(ADA)
                .token()
                .reveal();

        assertThat(tokens.read(token)).isEmpty();
    }

    @Test
    void refusesAChangedToken() {
        String token = tokens.issue(ADA).token().reveal();
        String[] parts = token.split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("viewer", "operator");
        String changed = parts[0] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + "."
                + parts[2];

        assertThat(tokens.read(changed)).isEmpty();
    }

    @Test
    void refusesATokenWithoutSignature() {
        String[] parts = tokens.issue(ADA).token().reveal().split("\\.", -1);
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(tokens.read(none + "." + parts[1] + ".")).isEmpty();
    }

    @Test
    void refusesAnotherAlgorithmEvenWithTheRightKey() throws JoseException {
        assertThat(tokens.read(signed(AlgorithmIdentifiers.HMAC_SHA256, "llm-relay/admin")))
                .isPresent();

        assertThat(tokens.read(signed(AlgorithmIdentifiers.HMAC_SHA512, "llm-relay/admin")))
                .isEmpty();
    }

    @Test
    void refusesATokenForAnotherAudience() throws JoseException {
        assertThat(tokens.read(signed(AlgorithmIdentifiers.HMAC_SHA256, "somebody-else")))
                .isEmpty();
    }

    @Test
    void refusesWhatIsNoToken() {
        assertThat(tokens.read("")).isEmpty();
        assertThat(tokens.read("a.b.c")).isEmpty();
        assertThat(tokens.read("nonsense")).isEmpty();
    }

    @Test
    void refusesAShortKey() {
        assertThatThrownBy(() -> new Tokens(new byte[31], Duration.ofHours(1), clock))
                .hasMessage("signing key: 31 bytes (expected: >= 32)");
    }

    private String signed(String algorithm, String audience) throws JoseException {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("llm-relay");
        claims.setAudience(audience);
        claims.setGeneratedJwtId();
        claims.setSubject("ada");
        claims.setStringClaim("role", "operator");
        claims.setExpirationTime(NumericDate.fromSeconds(clock.instant().getEpochSecond() + 60));
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setKey(new HmacKey(KEY));
        signature.setPayload(claims.toJson());
        return signature.getCompactSerialization();
    }
}
