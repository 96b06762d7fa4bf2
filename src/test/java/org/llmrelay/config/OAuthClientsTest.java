package org.llmrelay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.provider.OAuthClient;
import org.llmrelay.provider.OAuthSettings;
import org.llmrelay.secret.Secret;

class OAuthClientsTest {
    private static final OAuthSettings OAUTH = new OAuthSettings(
            "SOME",
            true,
            Map.of(
                    OAuthSettings.TOKEN_URL,
                    "https://some.example/token",
                    OAuthSettings.REDIRECT_URL,
                    "https://some.example/callback",
                    OAuthSettings.SCOPES,
                    "one two"));

    private final Map<String, String> environment = new HashMap<>();

    private OAuthClient client() {
        Reading reading = new Reading(name -> Optional.ofNullable(environment.get(name)));
        Map<String, OAuthClient> clients = new OAuthClients(reading).read(List.of(OAUTH));
        reading.finish();
        return Objects.requireNonNull(clients.get("SOME"));
    }

    @Test
    void shipsNoClientOfItsOwn() {
        OAuthClient client = client();

        assertThat(client.missing()).containsExactly("RELAY_OAUTH_SOME_CLIENT_ID", "RELAY_OAUTH_SOME_CLIENT_SECRET");
        assertThat(client.value(OAuthSettings.TOKEN_URL)).isEqualTo("https://some.example/token");
        assertThat(client.value(OAuthSettings.SCOPES)).isEqualTo("one two");
    }

    @Test
    void takesTheOAuthSettingsThatKindsAskFor() {
        environment.put("RELAY_OAUTH_SOME_CLIENT_ID", "me");
        environment.put("RELAY_OAUTH_SOME_CLIENT_SECRET", "hush");
        environment.put("RELAY_OAUTH_SOME_TOKEN_URL", "http://127.0.0.1:9/token");
        environment.put("RELAY_OAUTH_SOME_SCOPES", "three");

        OAuthClient client = client();

        assertThat(client.missing()).isEmpty();
        assertThat(client.id()).isEqualTo("me");
        assertThat(client.secret()).isEqualTo(Secret.of("hush"));
        assertThat(client.value(OAuthSettings.TOKEN_URL)).isEqualTo("http://127.0.0.1:9/token");
        assertThat(client.value(OAuthSettings.REDIRECT_URL)).isEqualTo("https://some.example/callback");
        assertThat(client.value(OAuthSettings.SCOPES)).isEqualTo("three");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://x/", "no address", "https://", "https://me:hunter22@some.example/", "https://x/#y"})
    void refusesAnOAuthAddressThatIsNone(String address) {
        environment.put("RELAY_OAUTH_SOME_TOKEN_URL", address);

        assertThatThrownBy(this::client)
                .hasMessageContaining("RELAY_OAUTH_SOME_TOKEN_URL: a text of " + address.length() + " characters")
                .hasMessageNotContaining("hunter22");
    }
}
