package org.llmrelay.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.llmrelay.account.Pass;
import org.llmrelay.provider.Errand;
import org.llmrelay.provider.OAuth;
import org.llmrelay.provider.OAuthClient;
import org.llmrelay.provider.OAuthSettings;
import org.llmrelay.provider.SignInAttempt;
import org.llmrelay.provider.SignInStart;
import org.llmrelay.provider.TokenAnswer;
import org.llmrelay.provider.oauth.Claims;
import org.llmrelay.provider.oauth.CodeFlow;
import org.llmrelay.provider.oauth.Encoding;
import org.llmrelay.provider.oauth.Facts;
import org.llmrelay.provider.oauth.Parameters;
import org.llmrelay.provider.oauth.TokenEndpoint;

/** Signing in at Google: the authorization code flow of a client that has a secret, and then the search for the account's project. */
final class GeminiSignIn implements OAuth {
    static final String API_URL = "API_URL";

    private static final OAuthSettings SETTINGS = new OAuthSettings(
            "GEMINI",
            true,
            Map.of(
                    OAuthSettings.AUTHORIZE_URL,
                    "https://accounts.google.com/o/oauth2/v2/auth",
                    OAuthSettings.TOKEN_URL,
                    "https://oauth2.googleapis.com/token",
                    OAuthSettings.REDIRECT_URL,
                    "https://codeassist.google.com/authcode",
                    OAuthSettings.SCOPES,
                    "https://www.googleapis.com/auth/cloud-platform https://www.googleapis.com/auth/userinfo.email"
                            + " https://www.googleapis.com/auth/userinfo.profile",
                    API_URL,
                    "https://cloudcode-pa.googleapis.com"));

    private final TokenEndpoint endpoint;

    GeminiSignIn(InstantSource clock) {
        this.endpoint = new TokenEndpoint(Encoding.FORM, GeminiSignIn::facts, clock);
    }

    private static Map<String, String> facts(JsonNode body) {
        JsonNode claims = Claims.in(body.path("id_token").asText(""));
        return new Facts()
                .add("email", claims.path("email"))
                .add("organization", claims.path("hd"))
                .all();
    }

    @Override
    public OAuthSettings settings() {
        return SETTINGS;
    }

    @Override
    public List<Way> ways() {
        return List.of(new Way("code", "Sign in and paste the code", Style.CODE));
    }

    @Override
    public String notice() {
        return "Google's terms say with which programs Gemini Code Assist may be used by sign-in; use by other programs may"
                + " not be allowed and can cost the account. By confirming you state that your use is permitted.";
    }

    @Override
    public CompletableFuture<SignInStart> begin(SignInAttempt attempt, OAuthClient client, Errand errand) {
        // Without both, Google gives no refresh token to somebody who has signed in before.
        Map<String, String> more = Parameters.of("access_type", "offline", "prompt", "consent");
        return CompletableFuture.completedFuture(
                CodeFlow.link(attempt, client, client.value(OAuthSettings.SCOPES), more));
    }

    @Override
    public CompletableFuture<TokenAnswer> finish(
            SignInAttempt attempt, String code, OAuthClient client, Errand errand) {
        return endpoint.ask(client, errand, withSecret(CodeFlow.exchange(attempt, code, client), client))
                .thenCompose(answer -> answer instanceof TokenAnswer.Granted granted
                        ? withProject(granted.pass(), client, errand)
                        : CompletableFuture.completedFuture(answer));
    }

    /** An account whose project is not found is signed in all the same: the operator can fill it in. */
    private static CompletableFuture<TokenAnswer> withProject(Pass pass, OAuthClient client, Errand errand) {
        return new ProjectSearch(client.value(API_URL), pass.access(), errand)
                .find()
                .thenApply(found -> {
                    Map<String, String> facts = new HashMap<>(pass.facts());
                    facts.putAll(found);
                    return new TokenAnswer.Granted(
                            new Pass(pass.access(), pass.refresh(), pass.expires(), pass.scopes(), facts));
                });
    }

    @Override
    public CompletableFuture<TokenAnswer> renew(Pass old, OAuthClient client, Errand errand) {
        Map<String, String> parameters = CodeFlow.renewal(Objects.requireNonNull(old.refresh()), client);
        return endpoint.ask(client, errand, withSecret(parameters, client));
    }

    private static Map<String, String> withSecret(Map<String, String> parameters, OAuthClient client) {
        parameters.put("client_secret", client.secret().reveal());
        return parameters;
    }
}
