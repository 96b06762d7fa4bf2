package org.llmrelay.provider.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.llmrelay.call.Headers;
import org.llmrelay.provider.Errand;
import org.llmrelay.provider.OAuthClient;
import org.llmrelay.provider.SignInStart;
import org.llmrelay.provider.TokenAnswer;
import org.llmrelay.secret.Secret;

/** The device authorization flow (RFC 8628). Thread-safe. */
public final class DeviceFlow {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private static final int USUAL_PAUSE_SECONDS = 5;
    private static final int LONGEST_PAUSE_SECONDS = 60;

    private DeviceFlow() {}

    /** Asks for a code that the operator is to confirm. */
    public static CompletableFuture<SignInStart> begin(String address, OAuthClient client, Errand errand) {
        String question = Encoding.FORM.write(Parameters.of("client_id", client.id()));
        return errand.post(address, Headers.of("content-type", Encoding.FORM.mediaType()), question)
                .thenApply(DeviceFlow::read);
    }

    private static SignInStart read(Errand.Reply reply) {
        JsonNode body = Json.read(reply.status() == 200 ? reply.text() : "");
        String device = body.path("device_code").asText("");
        String link = body.path("verification_uri_complete")
                .asText(body.path("verification_uri").asText(""));
        boolean isLink = link.startsWith("https://") || link.startsWith("http://");
        if (device.isEmpty() || !isLink) {
            String code = reply.status() == 0 ? reply.text() : "status-" + reply.status();
            return new SignInStart.NotOpened(new TokenAnswer.Unclear(code));
        }
        int seconds = body.path("interval").asInt(USUAL_PAUSE_SECONDS);
        return new SignInStart.Opened(
                link,
                body.path("user_code").asText(""),
                Secret.of(device),
                Duration.ofSeconds(Math.max(1, Math.min(seconds, LONGEST_PAUSE_SECONDS))));
    }

    /** What to ask to learn whether the code is confirmed. */
    public static Map<String, String> question(Secret device, OAuthClient client) {
        return Parameters.of("grant_type", GRANT, "device_code", device.reveal(), "client_id", client.id());
    }
}
