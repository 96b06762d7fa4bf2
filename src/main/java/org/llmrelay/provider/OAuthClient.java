package org.llmrelay.provider;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.llmrelay.secret.Secret;

/**
 * Who we are to an authorization server, and where it is: {@link OAuthSettings} as they are set in this deployment. The relay ships no client of its own.
 *
 * @param idOrNull the client id, or null when it is not set
 * @param secretOrNull the client secret, or null when it is not set
 */
public record OAuthClient(
        OAuthSettings settings,
        @Nullable String idOrNull,
        @Nullable Secret secretOrNull,
        Map<String, String> values) {
    public OAuthClient {
        values = Map.copyOf(values);
    }

    /** Nothing is set but the defaults. */
    public static OAuthClient unset(OAuthSettings settings) {
        return new OAuthClient(settings, null, null, settings.defaults());
    }

    /** The names of settings without which nobody can sign in. */
    public List<String> missing() {
        return Stream.of(
                        idOrNull == null ? settings.nameOf(OAuthSettings.CLIENT_ID) : "",
                        settings.needsSecret() && secretOrNull == null
                                ? settings.nameOf(OAuthSettings.CLIENT_SECRET)
                                : "")
                .filter(name -> !name.isEmpty())
                .toList();
    }

    public String id() {
        return Objects.requireNonNull(idOrNull, "client id");
    }

    public Secret secret() {
        return Objects.requireNonNull(secretOrNull, "client secret");
    }

    /** The value of a setting that has a default. */
    public String value(String setting) {
        return Objects.requireNonNull(values.get(setting), setting);
    }
}
