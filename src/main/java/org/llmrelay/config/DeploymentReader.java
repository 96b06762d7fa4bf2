package org.llmrelay.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.llmrelay.config.Deployment.Bodies;
import org.llmrelay.provider.OAuthClient;
import org.llmrelay.provider.OAuthSettings;
import org.llmrelay.redis.RedisConfig;
import org.llmrelay.secret.Secret;
import org.llmrelay.settings.ModelRoutes;
import org.llmrelay.settings.RelaySettings;
import org.llmrelay.settings.RelaySettings.Failover;
import org.llmrelay.settings.RelaySettings.Patience;
import org.llmrelay.signin.FirstStart;
import org.llmrelay.usage.UsageConfig;

/** Reads each setting under its name. Confined to one thread. */
final class DeploymentReader {
    private static final int MAX_BODY_BYTES = 32 * 1024 * 1024;
    private static final int LEAST_BODY_BYTES = 1024;
    private static final int MOST_BODY_BYTES = 1024 * 1024 * 1024;
    private static final Duration BODY_PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_ATTEMPTS = 20;
    private static final Duration SESSION = Duration.ofHours(12);

    private final Reading reading;
    private final Collection<OAuthSettings> oauth;

    DeploymentReader(Function<String, Optional<String>> source, Collection<OAuthSettings> oauth) {
        this.reading = new Reading(source);
        this.oauth = oauth;
    }

    Deployment read() {
        RedisConfig redis = RedisConfig.of(new RedisUri(reading).read());
        Path data = dataFolder();
        SecretsFile.Given given = new SecretsFile.Given(
                serverSecret("ENCRYPTION_KEY"), formerEncryptionKeys(), serverSecret("JWT_SECRET"));
        FirstStart firstStart = firstStart(data);
        Duration session = reading.duration("RELAY_SESSION_DURATION", SESSION);
        RelaySettings relay = relay();
        ModelRoutes routes = new RouteSettings(reading).read();
        Bodies bodies = bodies();
        Entrance entrance = reading.choice("RELAY_ENTRANCE", Entrance.JERSEY);
        Deployment.Pricing pricing = new PricingSettings(reading).read(data);
        UsageConfig usage = new UsageConfig(
                reading.zone("RELAY_TIME_ZONE", UsageConfig.DEFAULTS.zone()),
                reading.duration("RELAY_LEDGER_RETENTION", UsageConfig.DEFAULTS.ledgerRetention()));
        Deployment.Outbound outbound = new OutboundSettings(reading).read();
        Map<String, OAuthClient> clients = new OAuthClients(reading).read(oauth);
        boolean simulated = reading.flag("RELAY_SIMULATED_UPSTREAM", false);
        reading.finish();
        ServerSecrets secrets = new SecretsFile(data.resolve("secrets.env")).complete(given);
        return new Deployment(
                redis,
                data,
                secrets,
                firstStart,
                session,
                relay,
                routes,
                bodies,
                entrance,
                pricing,
                usage,
                outbound,
                clients,
                simulated);
    }

    /** On a server of somebody's own, the server's data folder; else a folder beside the process. */
    private Path dataFolder() {
        String name = reading.text("RELAY_DATA_DIR")
                .or(() -> reading.text("jboss.server.data.dir").map(folder -> folder + "/llm-relay"))
                .or(() -> reading.text("com.sun.aas.instanceRoot").map(folder -> folder + "/llm-relay"))
                .orElse("data");
        try {
            Path folder = Path.of(name).toAbsolutePath().normalize();
            Files.createDirectories(folder);
            return Files.isWritable(folder) ? folder : unusable(name);
        } catch (IOException | InvalidPathException e) {
            return unusable(name);
        }
    }

    private Path unusable(String name) {
        return reading.wrong("RELAY_DATA_DIR", name, "a folder that this server can write to", Path.of("data"));
    }

    private @Nullable Secret serverSecret(String name) {
        Secret given = reading.secret("RELAY_" + name, name).orElse(null);
        if (given != null && ServerSecrets.isShort(given)) {
            reading.wrong(name, given.reveal().length() + " characters", "at least 32 characters", given);
        }
        return given;
    }

    private List<Secret> formerEncryptionKeys() {
        List<Secret> keys = reading.secret("RELAY_FORMER_ENCRYPTION_KEYS").stream()
                .flatMap(all -> Arrays.stream(all.reveal().strip().split("\\s+")))
                .map(Secret::of)
                .toList();
        return keys.stream().noneMatch(ServerSecrets::isShort)
                ? keys
                : reading.wrong(
                        "RELAY_FORMER_ENCRYPTION_KEYS",
                        "one of " + keys.size() + " is too short",
                        "keys of at least 32 characters, apart by blanks",
                        List.of());
    }

    private FirstStart firstStart(Path data) {
        String username = reading.text("ADMIN_USERNAME").orElse(FirstStart.USERNAME);
        if (!FirstStart.isName(username)) {
            username = reading.wrong("ADMIN_USERNAME", username, "1 to 64 of A-Z a-z 0-9 . _ @ -", FirstStart.USERNAME);
        }
        Secret password = reading.secret("ADMIN_PASSWORD").orElse(null);
        if (password != null && !FirstStart.isStrong(password)) {
            int length = password.reveal().length();
            reading.wrong("ADMIN_PASSWORD", length + " characters", "at least 8 characters", length);
            password = null;
        }
        return new FirstStart(username, password, data.resolve("init.json"));
    }

    private Bodies bodies() {
        return new Bodies(
                (int) reading.whole("RELAY_MAX_BODY_BYTES", MAX_BODY_BYTES, LEAST_BODY_BYTES, MOST_BODY_BYTES),
                reading.duration("RELAY_BODY_TIMEOUT", BODY_PATIENCE));
    }

    private RelaySettings relay() {
        Failover failover = RelaySettings.DEFAULTS.failover();
        Patience patience = RelaySettings.DEFAULTS.patience();
        return new RelaySettings(
                new Failover(
                        (int) reading.whole("RELAY_ATTEMPTS", failover.attempts(), 1, MOST_ATTEMPTS),
                        reading.duration("RELAY_DEADLINE", failover.deadline()),
                        reading.duration("RELAY_OVERLOAD_PAUSE", failover.overloadPause())),
                new Patience(
                        reading.duration("RELAY_CONNECT_TIMEOUT", patience.connect()),
                        reading.duration("RELAY_FIRST_BYTE_TIMEOUT", patience.firstByte()),
                        reading.duration("RELAY_IDLE_TIMEOUT", patience.idle()),
                        reading.duration("RELAY_PING_INTERVAL", patience.ping())),
                reading.duration("RELAY_AFFINITY", RelaySettings.DEFAULTS.affinity()),
                RelaySettings.DEFAULTS.coolDowns());
    }
}
