package org.llmrelay.provider.droid;

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
import org.llmrelay.provider.oauth.DeviceFlow;
import org.llmrelay.provider.oauth.Encoding;
import org.llmrelay.provider.oauth.Facts;
import org.llmrelay.provider.oauth.TokenEndpoint;
import org.llmrelay.secret.Secret;

/** Signing in at Factory: the device flow, where the operator confirms a code that the relay shows. */
final class DroidSignIn implements OAuth {
    private static final String DEVICE_URL = "DEVICE_URL";
    private static final String ORGANIZATION = "organization_id";

    private static final OAuthSettings SETTINGS = new OAuthSettings(
            "DROID",
            false,
            Map.of(
                    DEVICE_URL,
                    "https://api.workos.com/user_management/authorize/device",
                    OAuthSettings.TOKEN_URL,
                    "https://api.workos.com/user_management/authenticate"));

    private final TokenEndpoint endpoint;

    DroidSignIn(InstantSource clock) {
        this.endpoint = new TokenEndpoint(Encoding.FORM, DroidSignIn::facts, clock);
    }

    private static Map<String, String> facts(JsonNode body) {
        return new Facts()
                .add("email", body.path("user").path("email"))
                .add("user_id", body.path("user").path("id"))
                .add(ORGANIZATION, body.path(ORGANIZATION))
                .all();
    }

    @Override
    public OAuthSettings settings() {
        return SETTINGS;
    }

    @Override
    public List<Way> ways() {
        return List.of(new Way("device", "Sign in and confirm a code", Style.DEVICE));
    }

    @Override
    public String notice() {
        return "Factory's terms say who may use a Droid subscription and with which programs. By confirming you state that"
                + " your use is permitted.";
    }

    @Override
    public CompletableFuture<SignInStart> begin(SignInAttempt attempt, OAuthClient client, Errand errand) {
        return DeviceFlow.begin(client.value(DEVICE_URL), client, errand);
    }

    @Override
    public CompletableFuture<TokenAnswer> finish(
            SignInAttempt attempt, String code, OAuthClient client, Errand errand) {
        Secret device = Objects.requireNonNull(attempt.device(), "device code");
        return endpoint.ask(client, errand, DeviceFlow.question(device, client));
    }

    @Override
    public CompletableFuture<TokenAnswer> renew(Pass old, OAuthClient client, Errand errand) {
        Map<String, String> parameters = CodeFlow.renewal(Objects.requireNonNull(old.refresh()), client);
        String organization = old.facts().get(ORGANIZATION);
        if (organization != null) {
            parameters.put(ORGANIZATION, organization);
        }
        return endpoint.ask(client, errand, parameters);
    }
}
