package org.llmrelay.signin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.llmrelay.secret.Secret;

/** Makes and checks the tokens of people who signed in: JWTs signed with HMAC-SHA-256 and nothing else. Thread-safe. */
public final class Tokens {
    private static final String ISSUER = "llm-relay";
    private static final String AUDIENCE = "llm-relay/admin";
    private static final String ROLE = "role";
    private static final String STAMP = "stamp";
    private static final int KEY_BYTES = 32;

    private final HmacKey key;
    private final Duration lasting;
    private final InstantSource clock;

    /** {@code signingKey}: 32 bytes or more, the same on every node. */
    public Tokens(byte[] signingKey, Duration lasting, InstantSource clock) {
        if (signingKey.length < KEY_BYTES) {
            throw new IllegalArgumentException("signing key: " + signingKey.length + " bytes (expected: >= 32)");
        }
        this.key = new HmacKey(signingKey);
        this.lasting = lasting;
        this.clock = clock;
    }

    SignedIn issue(User user) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Identity identity = new Identity(user.username(), user.role(), now.plus(lasting));
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setGeneratedJwtId();
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(identity.expires().getEpochSecond()));
        claims.setSubject(identity.username());
        claims.setStringClaim(ROLE, identity.role().code());
        claims.setStringClaim(STAMP, user.stamp());
        return new SignedIn(sign(claims), identity);
    }

    /** What a token says. {@code stamp}: of the password that it was given for; empty for a token from before there were stamps. */
    record Claim(Identity identity, String stamp) {}

    /** What the token says; nothing when it is not ours, was changed, or is over. */
    Optional<Claim> read(String token) {
        JwtConsumerBuilder consumer = new JwtConsumerBuilder()
                .setVerificationKey(key)
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256)
                .setExpectedIssuer(ISSUER)
                .setExpectedAudience(AUDIENCE)
                .setRequireExpirationTime()
                .setRequireSubject()
                .setRequireJwtId()
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()));
        try {
            return claimIn(consumer.build().processToClaims(token));
        } catch (InvalidJwtException | MalformedClaimException e) {
            return Optional.empty();
        }
    }

    private static Optional<Claim> claimIn(JwtClaims claims) throws MalformedClaimException {
        String username = claims.getSubject();
        Instant expires = Instant.ofEpochSecond(claims.getExpirationTime().getValue());
        String stamp = Objects.requireNonNullElse(claims.getStringClaimValue(STAMP), "");
        return Role.of(claims.getStringClaimValue(ROLE))
                .map(role -> new Claim(new Identity(username, role, expires), stamp));
    }

    private Secret sign(JwtClaims claims) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        signature.setKey(key);
        signature.setPayload(claims.toJson());
        try {
            return Secret.of(signature.getCompactSerialization());
        } catch (JoseException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every JDK", e);
        }
    }
}
