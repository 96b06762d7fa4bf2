package org.llmrelay.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.llmrelay.pricing.Pricer;
import org.llmrelay.pricing.PricesConfig;
import org.llmrelay.provider.OAuthClient;
import org.llmrelay.provider.OAuthSettings;
import org.llmrelay.redis.RedisConfig;
import org.llmrelay.route.Targets;
import org.llmrelay.settings.ModelRoutes;
import org.llmrelay.settings.RelaySettings;
import org.llmrelay.signin.FirstStart;
import org.llmrelay.usage.UsageConfig;

/**
 * All that is settled when the relay is deployed.
 *
 * @param data the folder that this node keeps its files in; it exists and can be written
 * @param session how long a sign-in lasts
 * @param modelRoutes where calls go that name nothing but a model
 * @param bodies what is taken of request bodies
 * @param oauth who we are to authorization servers, by the names of their settings
 * @param simulatedUpstream whether the built-in upstream for trials is there
 */
public record Deployment(
        RedisConfig redis,
        Path data,
        ServerSecrets secrets,
        FirstStart firstStart,
        Duration session,
        RelaySettings relay,
        ModelRoutes modelRoutes,
        Bodies bodies,
        Entrance entrance,
        Pricing pricing,
        UsageConfig usage,
        Outbound outbound,
        Map<String, OAuthClient> oauth,
        boolean simulatedUpstream) {

    /**
     * What is taken of request bodies.
     *
     * @param mostBytes the largest that a caller may send
     * @param patience how long one may make no progress
     */
    public record Bodies(int mostBytes, Duration patience) {}

    /** Where prices come from, and what is made of them. */
    public record Pricing(PricesConfig prices, Pricer.Policy policy) {}

    /**
     * Where this node may go.
     *
     * @param targets what upstreams may be dialled
     * @param addressEcho answers a GET with the address that it came from, or null where there is none
     */
    public record Outbound(Targets targets, @Nullable URI addressEcho) {}

    /**
     * Reads the settings.
     *
     * @param source answers a name such as {@code RELAY_DATA_DIR} with what is set for it
     * @param oauth the settings that kinds of account ask for
     * @throws WrongSettingsException with all that is wrong
     */
    public static Deployment read(Function<String, Optional<String>> source, Collection<OAuthSettings> oauth) {
        return new DeploymentReader(source, oauth).read();
    }
}
