package org.llmrelay.config;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;

/**
 * Settings as MicroProfile Config finds them. {@code RELAY_DATA_DIR} is asked for as {@code relay.data.dir}, which an
 * environment variable, a system property or the server's configuration may give; other names are asked for as they are.
 */
public final class MicroProfileSource implements Function<String, Optional<String>> {
    private static final String PREFIX = "RELAY_";

    private final Config config;

    public MicroProfileSource(Config config) {
        this.config = config;
    }

    @Override
    public Optional<String> apply(String name) {
        String key = name.startsWith(PREFIX) ? name.toLowerCase(Locale.ROOT).replace('_', '.') : name;
        return config.getOptionalValue(key, String.class);
    }
}
