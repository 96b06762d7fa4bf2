package org.llmrelay.provider.anthropic;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.llmrelay.call.Headers;
import org.llmrelay.secret.Secret;

/** The ways in which an API key can travel. */
enum Credential {
    /** As Anthropic takes its own keys, and as {@code Bearer} for everybody else's. */
    AUTO,
    X_API_KEY,
    BEARER;

    private static final String ANTHROPIC_KEY = "sk-ant-";
    private static final String ANTHROPIC_HOST = "api.anthropic.com";

    /** The way that a field's value names. */
    static Optional<Credential> named(String text) {
        for (Credential way : values()) {
            if (way.code().equals(text)) {
                return Optional.of(way);
            }
        }
        return Optional.empty();
    }

    static List<String> codes() {
        return Arrays.stream(values()).map(Credential::code).toList();
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** These fields with the key added. */
    Headers sign(Headers headers, Secret key, String host) {
        boolean bearer = this == BEARER || (this == AUTO && !isAnthropics(key, host));
        return bearer
                ? headers.with("authorization", "Bearer " + key.reveal())
                : headers.with("x-api-key", key.reveal());
    }

    private static boolean isAnthropics(Secret key, String host) {
        return key.reveal().startsWith(ANTHROPIC_KEY) || host.equals(ANTHROPIC_HOST);
    }
}
