package org.llmrelay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.pricing.Pricer;
import org.llmrelay.pricing.PricesConfig;
import org.llmrelay.pricing.UnknownPrice;
import org.llmrelay.redis.RedisAddress;
import org.llmrelay.secret.Secret;
import org.llmrelay.settings.ModelRoutes;
import org.llmrelay.settings.RelaySettings;

class DeploymentTest {
    private static final String LONG_TEXT = "0123456789abcdef0123456789abcdef";

    private final Map<String, String> environment = new HashMap<>();

    private final Path folder;

    DeploymentTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void dataHasAFolder() {
        environment.put("RELAY_DATA_DIR", folder.toString());
    }

    @Test
    void holdsTheDefaultsWhereNothingIsSet() {
        Deployment deployment = read();

        assertThat(deployment.redis().address()).isEqualTo(RedisAddress.parse("redis://127.0.0.1:6379/0"));
        assertThat(deployment.data()).isEqualTo(folder);
        assertThat(deployment.firstStart().username()).isEqualTo("admin");
        assertThat(deployment.firstStart().password()).isNull();
        assertThat(deployment.firstStart().initFile()).isEqualTo(folder.resolve("init.json"));
        assertThat(deployment.session()).isEqualTo(Duration.ofHours(12));
        assertThat(deployment.relay()).isEqualTo(RelaySettings.DEFAULTS);
        assertThat(deployment.bodies()).isEqualTo(new Deployment.Bodies(33_554_432, Duration.ofSeconds(30)));
        assertThat(deployment.entrance()).isEqualTo(Entrance.JERSEY);
        assertThat(deployment.simulatedUpstream()).isFalse();
    }

    @Test
    void takesWhatIsSet() {
        environment.putAll(Map.of(
                "RELAY_REDIS_URL", "rediss://user:p%40ss@redis.example:6380/2",
                "ADMIN_USERNAME", "ada",
                "ADMIN_PASSWORD", "correct horse",
                "RELAY_MAX_BODY_BYTES", "1000000",
                "RELAY_ATTEMPTS", "5",
                "RELAY_OVERLOAD_PAUSE", "250ms",
                "RELAY_IDLE_TIMEOUT", "2m",
                "RELAY_AFFINITY", " 2h ",
                "RELAY_ENTRANCE", "Servlet",
                "RELAY_SIMULATED_UPSTREAM", "TRUE"));
        environment.put("RELAY_BODY_TIMEOUT", "7s");
        environment.put("RELAY_MODEL_ROUTES", "gpt-* = openai, *=claude");

        Deployment deployment = read();

        assertThat(deployment.redis().address())
                .isEqualTo(RedisAddress.parse("rediss://user:p%40ss@redis.example:6380/2"));
        assertThat(deployment.firstStart().username()).isEqualTo("ada");
        assertThat(deployment.firstStart().password()).isEqualTo(Secret.of("correct horse"));
        assertThat(deployment.bodies()).isEqualTo(new Deployment.Bodies(1_000_000, Duration.ofSeconds(7)));
        assertThat(deployment.relay().failover().attempts()).isEqualTo(5);
        assertThat(deployment.relay().failover().overloadPause()).isEqualTo(Duration.ofMillis(250));
        assertThat(deployment.relay().patience().idle()).isEqualTo(Duration.ofMinutes(2));
        assertThat(deployment.relay().affinity()).isEqualTo(Duration.ofHours(2));
        assertThat(deployment.modelRoutes())
                .isEqualTo(new ModelRoutes(
                        List.of(new ModelRoutes.Route("gpt-*", "openai"), new ModelRoutes.Route("*", "claude"))));
        assertThat(deployment.entrance()).isEqualTo(Entrance.SERVLET);
        assertThat(deployment.simulatedUpstream()).isTrue();
    }

    @Test
    void letsUpstreamsBePublicOnesUnlessItIsTold() {
        assertThat(read().outbound().targets().refuses("127.0.0.1")).isTrue();
        assertThat(read().outbound().addressEcho()).isNull();

        environment.put("RELAY_ALLOWED_TARGETS", "127.0.0.0/8, gateway.internal");
        environment.put("RELAY_ADDRESS_ECHO_URL", "https://echo.example/ip");

        assertThat(read().outbound().targets().refuses("127.0.0.1")).isFalse();
        assertThat(read().outbound().targets().refuses("10.0.0.1")).isTrue();
        assertThat(read().outbound().addressEcho()).hasToString("https://echo.example/ip");
    }

    @ParameterizedTest
    @CsvSource({
        "RELAY_ALLOWED_TARGETS, 10.0.0.0/99",
        "RELAY_ALLOWED_TARGETS, http://gateway",
        "RELAY_MODEL_ROUTES, claude-*",
        "RELAY_ADDRESS_ECHO_URL, echo.example",
        "RELAY_ADDRESS_ECHO_URL, https://me:hunter2@echo.example"
    })
    void saysWhatIsWrongWithWhereItMayGo(String name, String value) {
        environment.put(name, value);

        assertThatThrownBy(this::read).hasMessageContaining(name).hasMessageNotContaining("hunter2");
    }

    @Test
    void takesABlankForNotSet() {
        environment.putAll(Map.of("ADMIN_PASSWORD", "", "RELAY_REDIS_URL", " ", "RELAY_ATTEMPTS", ""));

        assertThat(read().firstStart().password()).isNull();
        assertThat(read().relay()).isEqualTo(RelaySettings.DEFAULTS);
    }

    @Test
    void reportsAllMistakesTogetherAndShowsNoSecret() {
        environment.putAll(Map.of(
                "RELAY_REDIS_URL", "http://:hunter22@localhost",
                "ENCRYPTION_KEY", "hunter2-encryption",
                "RELAY_JWT_SECRET", "hunter2-jwt",
                "ADMIN_USERNAME", "a b",
                "ADMIN_PASSWORD", "hunter2",
                "RELAY_MAX_BODY_BYTES", "abc",
                "RELAY_ATTEMPTS", "0",
                "RELAY_DEADLINE", "0s",
                "RELAY_ENTRANCE", "door",
                "RELAY_SIMULATED_UPSTREAM", "perhaps"));

        assertThatThrownBy(this::read)
                .isInstanceOf(WrongSettingsException.class)
                .message()
                .doesNotContain("hunter2")
                .contains(
                        "RELAY_REDIS_URL: Redis URL: unknown form (expected: redis[s]",
                        "ENCRYPTION_KEY: 18 characters (expected: at least 32 characters)",
                        "JWT_SECRET: 11 characters (expected: at least 32 characters)",
                        "ADMIN_USERNAME: a b (expected: 1 to 64 of A-Z a-z 0-9 . _ @ -)",
                        "ADMIN_PASSWORD: 7 characters (expected: at least 8 characters)",
                        "RELAY_MAX_BODY_BYTES: abc (expected: a whole number from 1024 to 1073741824)",
                        "RELAY_ATTEMPTS: 0 (expected: a whole number from 1 to 20)",
                        "RELAY_DEADLINE: 0s (expected: a time above zero such as 500ms, 10s, 5m, 1h or 90d)",
                        "RELAY_ENTRANCE: door (expected: one of [servlet, jersey])",
                        "RELAY_SIMULATED_UPSTREAM: perhaps (expected: true or false)");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://",
                "redis:hunter2",
                "localhost:6379",
                "http://hunter2",
                "redis://:hunter2@a@b",
                "redis+sentinel://:hunter2@a"
            })
    void refusesARedisUrlThatIsNoneWithoutShowingIt(String url) {
        environment.put("RELAY_REDIS_URL", url);

        assertThatThrownBy(this::read)
                .hasMessageContaining("RELAY_REDIS_URL: Redis URL: ")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void takesARedisCluster() {
        environment.put("RELAY_REDIS_URL", "redis+cluster://a:7000,b:7001");

        assertThat(read().redis().address().nodes())
                .containsExactly(new RedisAddress.Node("a", 7000), new RedisAddress.Node("b", 7001));
    }

    @ParameterizedTest
    @CsvSource({
        "redis.example,,,,,redis://redis.example:6379/0",
        "redis.example,6380,,3,true,rediss://redis.example:6380/3",
        ",,p@ss:w/ rd+%,,,redis://:p%40ss%3Aw%2F%20rd%2B%25@127.0.0.1:6379/0",
        "::1,,,,false,redis://[::1]:6379/0"
    })
    void buildsTheRedisUriFromParts(
            @Nullable String host,
            @Nullable String port,
            @Nullable String password,
            @Nullable String database,
            @Nullable String tls,
            String expected) {
        put("REDIS_HOST", host);
        put("REDIS_PORT", port);
        put("REDIS_PASSWORD", password);
        put("REDIS_DB", database);
        put("REDIS_ENABLE_TLS", tls);

        assertThat(read().redis().address()).isEqualTo(RedisAddress.parse(expected));
    }

    @Test
    void reportsWrongPartsOfTheRedisUri() {
        environment.putAll(Map.of("REDIS_HOST", "a/b", "REDIS_PORT", "70000", "REDIS_DB", "-1"));

        assertThatThrownBy(this::read)
                .hasMessageContainingAll(
                        "REDIS_HOST: a/b (expected: a host name or address)",
                        "REDIS_PORT: 70000 (expected: a whole number from 1 to 65535)",
                        "REDIS_DB: -1 (expected: a whole number from 0 to");
    }

    @Test
    void makesAndKeepsTheSecretsThatNobodyGives() throws IOException {
        ServerSecrets made = read().secrets();

        assertThat(made.encryption()).isNotEqualTo(made.jwt());
        assertThat(read().secrets()).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secretsFile())))
                .isEqualTo("rw-------");
        assertThat(files()).containsExactly("secrets.env");
    }

    @Test
    void readsTheSecretsThatTheLauncherWrote() throws IOException {
        Files.writeString(
                secretsFile(),
                "# kept by the launcher\nexport ENCRYPTION_KEY='" + LONG_TEXT + "-e'\nJWT_SECRET=\"" + LONG_TEXT
                        + "-j\"\n");

        assertThat(read().secrets())
                .isEqualTo(new ServerSecrets(Secret.of(LONG_TEXT + "-e"), List.of(), Secret.of(LONG_TEXT + "-j")));
    }

    @Test
    void addsOnlyWhatIsMissingInTheFile() throws IOException {
        Files.writeString(secretsFile(), "# mine\nENCRYPTION_KEY=" + LONG_TEXT + "\nJWT_SECRET=\n");

        ServerSecrets secrets = read().secrets();

        assertThat(secrets.encryption()).isEqualTo(Secret.of(LONG_TEXT));
        assertThat(Files.readAllLines(secretsFile()))
                .containsExactly(
                        "# mine",
                        "ENCRYPTION_KEY=" + LONG_TEXT,
                        "JWT_SECRET=",
                        "JWT_SECRET=" + secrets.jwt().reveal());
    }

    @Test
    void prefersGivenSecretsAndThenWritesNone() {
        environment.put("RELAY_ENCRYPTION_KEY", LONG_TEXT + "-given");
        environment.put("ENCRYPTION_KEY", LONG_TEXT + "-old");
        environment.put("JWT_SECRET", LONG_TEXT + "-jwt");

        assertThat(read().secrets())
                .isEqualTo(
                        new ServerSecrets(Secret.of(LONG_TEXT + "-given"), List.of(), Secret.of(LONG_TEXT + "-jwt")));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesShortSecretsInTheFileWithoutShowingThem() throws IOException {
        Files.writeString(secretsFile(), "ENCRYPTION_KEY=hunter2\n");

        assertThatThrownBy(this::read)
                .hasMessageContaining("secrets.env: ENCRYPTION_KEY: 7 characters (expected: at least 32 characters)")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void makesTheDataFolder() {
        environment.put("RELAY_DATA_DIR", folder.resolve("a/b").toString());

        assertThat(read().data()).isEqualTo(folder.resolve("a/b")).isDirectory();
    }

    @Test
    void takesTheServersOwnFolderWhereNoneIsGiven() {
        environment.remove("RELAY_DATA_DIR");
        environment.put("jboss.server.data.dir", folder.toString());

        assertThat(read().data()).isEqualTo(folder.resolve("llm-relay"));
    }

    @Test
    void refusesADataFolderThatIsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        environment.put("RELAY_DATA_DIR", file.toString());

        assertThatThrownBy(this::read)
                .hasMessageContaining(
                        "RELAY_DATA_DIR: " + file + " (expected: a folder that this server can write to)");
    }

    @Test
    void usesTheShippedPricesWhereNothingIsSaid() {
        Deployment.Pricing pricing = read().pricing();

        assertThat(pricing.prices().source()).isNull();
        assertThat(pricing.policy()).isEqualTo(Pricer.Policy.USUAL);
    }

    @Test
    void readsWherePricesComeFromAndWhatIsMadeOfThem() {
        environment.put("RELAY_PRICES_URL", "https://prices.example/prices.json");
        environment.put("RELAY_PRICES_SHA256_URL", "/var/prices.sha256");
        environment.put("RELAY_UNKNOWN_PRICE", "ceiling");
        environment.put("RELAY_SERVICE_RATES", "claude=1.5, gemini = 0.000001,droid=1000");

        Deployment.Pricing pricing = read().pricing();

        assertThat(pricing.prices())
                .isEqualTo(new PricesConfig(
                        "https://prices.example/prices.json", "/var/prices.sha256", folder.resolve("prices.json")));
        assertThat(pricing.policy())
                .isEqualTo(new Pricer.Policy(
                        UnknownPrice.CEILING, Map.of("claude", 1_500_000L, "gemini", 1L, "droid", 1_000_000_000L)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claude",
                "claude=-1",
                "claude=1000.1",
                "claude=1,",
                "claude=1;gemini=2",
                "=1",
                "claude=1.2345678"
            })
    void refusesServiceRatesThatAreNone(String rates) {
        environment.put("RELAY_SERVICE_RATES", rates);

        assertThatThrownBy(this::read).hasMessageContaining("RELAY_SERVICE_RATES: " + rates + " (expected: ");
    }

    @Test
    void printsNoSecret() {
        environment.put("REDIS_PASSWORD", "hunter2");
        environment.put("ADMIN_PASSWORD", "hunter2hunter2");

        assertThat(read().toString()).doesNotContain("hunter2");
    }

    private void put(String name, @Nullable String value) {
        if (value != null) {
            environment.put(name, value);
        }
    }

    private Path secretsFile() {
        return folder.resolve("secrets.env");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private Deployment read() {
        return Deployment.read(name -> Optional.ofNullable(environment.get(name)), List.of());
    }

    @Test
    void takesFormerEncryptionKeysApart() {
        environment.put("RELAY_FORMER_ENCRYPTION_KEYS", " " + LONG_TEXT + "-1  " + LONG_TEXT + "-2\n");

        assertThat(read().secrets().formerEncryption())
                .containsExactly(Secret.of(LONG_TEXT + "-1"), Secret.of(LONG_TEXT + "-2"));
    }

    @Test
    void refusesAFormerEncryptionKeyThatIsTooShort() {
        environment.put("RELAY_FORMER_ENCRYPTION_KEYS", LONG_TEXT + " hunter2");

        assertThatThrownBy(this::read)
                .isInstanceOf(WrongSettingsException.class)
                .hasMessageContaining("RELAY_FORMER_ENCRYPTION_KEYS: one of 2 is too short")
                .hasMessageNotContaining("hunter2");
    }
}
