package org.llmrelay.provider.codex;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
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

/** Signing in at OpenAI: the authorization code flow. The browser ends at an address of the operator's own machine, which is pasted whole. */
final class CodexSignIn implements OAuth {
    /** The fact that names the account to the API for Codex. */
    static final String ACCOUNT_ID = "account_id";

    private static final String RENEWAL_SCOPES = "RENEWAL_SCOPES";

    /** Where the id token speaks of the account. */
    private static final String ABOUT = "https://api.openai.com/auth";

    private static final OAuthSettings SETTINGS = new OAuthSettings(
            "OPENAI",
            false,
            Map.of(
                    OAuthSettings.AUTHORIZE_URL,
                    "https://auth.openai.com/oauth/authorize",
                    OAuthSettings.TOKEN_URL,
                    "https://auth.openai.com/oauth/token",
                    OAuthSettings.REDIRECT_URL,
                    "http://localhost:1455/auth/callback",
                    OAuthSettings.SCOPES,
                    "openid profile email offline_access",
                    RENEWAL_SCOPES,
                    "openid profile email"));

    private final TokenEndpoint endpoint;

    CodexSignIn(InstantSource clock) {
        this.endpoint = new TokenEndpoint(Encoding.FORM, CodexSignIn::facts, clock);
    }

    private static Map<String, String> facts(JsonNode body) {
        JsonNode claims = Claims.in(body.path("id_token").asText(""));
        JsonNode about = claims.path(ABOUT);
        return new Facts()
                .add("email", claims.path("email"))
                .add(ACCOUNT_ID, about.path("chatgpt_account_id"))
                .add("user_id", about.path("chatgpt_user_id"))
                .add("plan", about.path("chatgpt_plan_type"))
                .add("organization", usual(about.path("organizations")).path("title"))
                .add("organization_id", usual(about.path("organizations")).path("id"))
                .all();
    }

    /** The organization that is marked as the usual one, or else the first. */
    private static JsonNode usual(JsonNode organizations) {
        for (JsonNode organization : organizations) {
            if (organization.path("is_default").asBoolean()) {
                return organization;
            }
        }
        return organizations.path(0);
    }

    @Override
    public OAuthSettings settings() {
        return SETTINGS;
    }

    @Override
    public List<Way> ways() {
        return List.of(new Way("code", "Sign in and paste the address that the browser ends at", Style.CODE));
    }

    @Override
    public String notice() {
        return "OpenAI's terms say who may use a ChatGPT subscription and with which programs. Sharing one account among"
                + " several people may not be allowed and can cost the account. By confirming you state that your use is"
                + " permitted.";
    }

    @Override
    public CompletableFuture<SignInStart> begin(SignInAttempt attempt, OAuthClient client, Errand errand) {
        // The server then puts into the id token what the account's requests will need.
        Map<String, String> more = Parameters.of("id_token_add_organizations", "true");
        return CompletableFuture.completedFuture(
                CodeFlow.link(attempt, client, client.value(OAuthSettings.SCOPES), more));
    }

    @Override
    public CompletableFuture<TokenAnswer> finish(
            SignInAttempt attempt, String code, OAuthClient client, Errand errand) {
        return endpoint.ask(client, errand, CodeFlow.exchange(attempt, code, client));
    }

    @Override
    public CompletableFuture<TokenAnswer> renew(Pass old, OAuthClient client, Errand errand) {
        Map<String, String> parameters = CodeFlow.renewal(Objects.requireNonNull(old.refresh()), client);
        parameters.put("scope", client.value(RENEWAL_SCOPES));
        return endpoint.ask(client, errand, parameters);
    }
}
