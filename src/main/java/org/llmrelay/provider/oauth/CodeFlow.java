package org.llmrelay.provider.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.llmrelay.provider.OAuthClient;
import org.llmrelay.provider.OAuthSettings;
import org.llmrelay.provider.SignInAttempt;
import org.llmrelay.provider.SignInStart;
import org.llmrelay.secret.Secret;

/** The authorization code flow with PKCE: where its link leads, and what is asked afterwards. Thread-safe. */
public final class CodeFlow {
    private CodeFlow() {}

    /** The link at which an operator signs in. */
    public static SignInStart.Opened link(
            SignInAttempt attempt, OAuthClient client, String scopes, Map<String, String> more) {
        Map<String, String> parameters = Parameters.both(
                more,
                Parameters.of(
                        "response_type", "code",
                        "client_id", client.id(),
                        "redirect_uri", client.value(OAuthSettings.REDIRECT_URL),
                        "scope", scopes,
                        "code_challenge", challenge(attempt.verifier()),
                        "code_challenge_method", "S256",
                        "state", attempt.state()));
        String address = client.value(OAuthSettings.AUTHORIZE_URL);
        return SignInStart.Opened.at(address + (address.contains("?") ? "&" : "?") + Encoding.form(parameters));
    }

    /** What to ask for with a code. */
    public static Map<String, String> exchange(SignInAttempt attempt, String code, OAuthClient client) {
        return Parameters.of(
                "grant_type", "authorization_code",
                "client_id", client.id(),
                "code", code,
                "redirect_uri", client.value(OAuthSettings.REDIRECT_URL),
                "code_verifier", attempt.verifier().reveal());
    }

    /** What to ask for with a refresh token. */
    public static Map<String, String> renewal(Secret refresh, OAuthClient client) {
        return Parameters.of(
                "grant_type", "refresh_token", "refresh_token", refresh.reveal(), "client_id", client.id());
    }

    static String challenge(Secret verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(verifier.reveal().getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
