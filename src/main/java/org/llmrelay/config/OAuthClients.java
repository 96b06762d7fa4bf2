package org.llmrelay.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.llmrelay.provider.OAuthClient;
import org.llmrelay.provider.OAuthSettings;

/** Who we are to the authorization servers that kinds of account ask. Confined to one thread. */
final class OAuthClients {
    private final Reading reading;

    OAuthClients(Reading reading) {
        this.reading = reading;
    }

    Map<String, OAuthClient> read(Collection<OAuthSettings> wanted) {
        return wanted.stream().collect(Collectors.toUnmodifiableMap(OAuthSettings::name, this::client));
    }

    private OAuthClient client(OAuthSettings settings) {
        Map<String, String> values = new HashMap<>();
        settings.defaults().forEach((setting, fallback) -> {
            String name = settings.nameOf(setting);
            String value = reading.text(name).orElse(fallback);
            boolean fits = !setting.endsWith("_URL") || isAddress(value);
            // Not repeated: people put passwords into addresses.
            String shown = "a text of " + value.length() + " characters";
            values.put(
                    setting,
                    fits ? value : reading.wrong(name, shown, "an http or https URL without a user", fallback));
        });
        return new OAuthClient(
                settings,
                reading.text(settings.nameOf(OAuthSettings.CLIENT_ID)).orElse(null),
                reading.secret(settings.nameOf(OAuthSettings.CLIENT_SECRET)).orElse(null),
                values);
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = new URI(text);
            boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return isHttp && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
