package org.llmrelay.provider.claude;

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
import org.llmrelay.provider.oauth.CodeFlow;
import org.llmrelay.provider.oauth.Encoding;
import org.llmrelay.provider.oauth.Facts;
import org.llmrelay.provider.oauth.Parameters;
import org.llmrelay.provider.oauth.TokenEndpoint;

/** Signing in at Claude: the authorization code flow, whose server speaks JSON and wants the state again; or the same for a token that lives a year. */
final class ClaudeSignIn implements OAuth {
    static final String LONG_LIVED = "long-lived";
    private static final String LONG_LIVED_SCOPES = "LONG_LIVED_SCOPES";
    private static final String YEAR_SECONDS = "31536000";

    private static final OAuthSettings SETTINGS = new OAuthSettings(
            "CLAUDE",
            false,
            Map.of(
                    OAuthSettings.AUTHORIZE_URL,
                    "https://claude.ai/oauth/authorize",
                    OAuthSettings.TOKEN_URL,
                    "https://platform.claude.com/v1/oauth/token",
                    OAuthSettings.REDIRECT_URL,
                    "https://platform.claude.com/oauth/code/callback",
                    OAuthSettings.SCOPES,
                    "org:create_api_key user:profile user:inference user:sessions:claude_code user:mcp_servers"
                            + " user:file_upload",
                    LONG_LIVED_SCOPES,
                    "user:inference"));

    private final TokenEndpoint endpoint;

    ClaudeSignIn(InstantSource clock) {
        this.endpoint = new TokenEndpoint(Encoding.JSON, ClaudeSignIn::facts, clock);
    }

    private static Map<String, String> facts(JsonNode body) {
        return new Facts()
                .add("organization", body.path("organization").path("name"))
                .add("organization_id", body.path("organization").path("uuid"))
                .add("account_id", body.path("account").path("uuid"))
                .add("email", body.path("account").path("email_address"))
                .all();
    }

    @Override
    public OAuthSettings settings() {
        return SETTINGS;
    }

    @Override
    public List<Way> ways() {
        return List.of(
                new Way("code", "Sign in and paste the code", Style.CODE),
                new Way(LONG_LIVED, "Sign in for a token that lives a year and cannot be renewed", Style.CODE));
    }

    @Override
    public String notice() {
        return "Anthropic's terms say who may use a Claude subscription and with which programs. Relaying a"
                + " subscription to other people or programs may not be allowed and can cost the account. By confirming"
                + " you state that your use is permitted.";
    }

    @Override
    public CompletableFuture<SignInStart> begin(SignInAttempt attempt, OAuthClient client, Errand errand) {
        String scopes = client.value(isLongLived(attempt) ? LONG_LIVED_SCOPES : OAuthSettings.SCOPES);
        // Without the first parameter the code is not shown to be copied.
        return CompletableFuture.completedFuture(CodeFlow.link(attempt, client, scopes, Parameters.of("code", "true")));
    }

    @Override
    public CompletableFuture<TokenAnswer> finish(
            SignInAttempt attempt, String code, OAuthClient client, Errand errand) {
        Map<String, String> parameters = CodeFlow.exchange(attempt, code, client);
        parameters.put("state", attempt.state());
        if (isLongLived(attempt)) {
            parameters.put("expires_in", YEAR_SECONDS);
        }
        return endpoint.ask(client, errand, parameters);
    }

    @Override
    public CompletableFuture<TokenAnswer> renew(Pass old, OAuthClient client, Errand errand) {
        return endpoint.ask(client, errand, CodeFlow.renewal(Objects.requireNonNull(old.refresh()), client));
    }

    private static boolean isLongLived(SignInAttempt attempt) {
        return attempt.way().equals(LONG_LIVED);
    }
}
