package org.llmrelay.provider.vertex;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.llmrelay.provider.BaseUrl;
import org.llmrelay.secret.Secret;

/**
 * A service account of Google's, as the file says that one gets for it.
 *
 * @param email who it is
 * @param keyId the name of its key, or empty
 * @param key in PEM
 * @param tokenUri where it gets tokens
 */
record ServiceAccount(String email, String keyId, Secret key, String tokenUri) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
    private static final long LIFE_SECONDS = 3600;

    /** Reads the file; nothing where it is not one. */
    static Optional<ServiceAccount> in(Secret file) {
        try {
            JsonNode json = JSON.readTree(file.reveal());
            ServiceAccount account = new ServiceAccount(
                    json.path("client_email").asText(""),
                    json.path("private_key_id").asText(""),
                    Secret.of(json.path("private_key").asText("")),
                    json.path("token_uri").asText(""));
            boolean isOne = json.path("type").asText().equals("service_account")
                    && !account.email().isBlank()
                    && !account.key().isBlank()
                    && BaseUrl.isUsable(account.tokenUri());
            return isOne ? Optional.of(account) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /**
     * A statement, signed with the key, for which the account gets a token.
     *
     * @throws GeneralSecurityException when the key is none
     */
    String assertion(Instant now) throws GeneralSecurityException {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(email);
        claims.setAudience(tokenUri);
        claims.setClaim("scope", SCOPE);
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.getEpochSecond() + LIFE_SECONDS));
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setHeader("typ", "JWT");
        if (!keyId.isEmpty()) {
            signature.setKeyIdHeaderValue(keyId);
        }
        signature.setPayload(claims.toJson());
        signature.setKey(privateKey());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new GeneralSecurityException("the key of the service account cannot sign", e);
        }
    }

    private PrivateKey privateKey() throws GeneralSecurityException {
        String base64 = key.reveal().replaceAll("-----[A-Z ]+-----", "");
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(base64);
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("the key of the service account is not in PEM", e);
        }
    }
}
