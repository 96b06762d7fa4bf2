package org.llmrelay.provider.fields;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.Kind;
import org.llmrelay.provider.azure.AzureProvider;
import org.llmrelay.provider.bedrock.BedrockProvider;
import org.llmrelay.provider.codex.CodexProvider;
import org.llmrelay.provider.droid.DroidProvider;
import org.llmrelay.provider.droid.DroidSignedInProvider;
import org.llmrelay.provider.gemini.CodeAssistProvider;
import org.llmrelay.provider.gemini.GeminiProvider;
import org.llmrelay.provider.openai.OpenAiProvider;
import org.llmrelay.provider.vertex.VertexProvider;
import org.llmrelay.secret.Secret;

/** The kinds of account whose calls are not relayed yet: what they ask for, and what they refuse. */
class KindsTest {
    private static final String SERVICE_ACCOUNT =
            "{\"type\":\"service_account\",\"client_email\":\"a@b\",\"private_key\":\"-----\",\"token_uri\":\"https://x\"}";

    private static final Map<String, String> PLAIN = Map.of(
            "region", "us-east-1",
            "project", "project-1",
            "location", "europe-west1",
            "deployment", "gpt-5",
            "base_url", "https://name.example");

    private static final Map<String, Secret> SECRET = Map.of(
            "api_key", Secret.of("sk-1"),
            "api_keys", Secret.of("fk-1\n fk-2 \n\n"),
            "service_account", Secret.of(SERVICE_ACCOUNT),
            "access_key_id", Secret.of("AKIA1"),
            "secret_access_key", Secret.of("s/+="));

    static List<Kind> kinds() {
        return List.of(
                new OpenAiProvider(),
                new GeminiProvider(),
                new DroidProvider(),
                new AzureProvider(),
                new BedrockProvider(),
                new VertexProvider(),
                new CodexProvider(),
                new CodeAssistProvider(),
                new DroidSignedInProvider());
    }

    /** Whatever the kind has fields for, properly filled in. */
    private static Connection proper(Kind kind) {
        Map<String, String> fields = new HashMap<>(PLAIN);
        Map<String, Secret> secrets = new HashMap<>(SECRET);
        fields.keySet().removeIf(name -> !isField(kind, name, false));
        secrets.keySet().removeIf(name -> !isField(kind, name, true));
        return new Connection(fields, secrets, Map.of("a", "b"));
    }

    private static boolean isField(Kind kind, String name, boolean secret) {
        return kind.fields().stream().anyMatch(field -> field.name().equals(name) && field.secret() == secret);
    }

    private static List<String> mistakes(Kind kind, String field, String value) {
        Connection proper = proper(kind);
        Map<String, String> fields = new HashMap<>(proper.fields());
        Map<String, Secret> secrets = new HashMap<>(proper.secrets());
        if (isField(kind, field, true)) {
            secrets.put(field, Secret.of(value));
        } else {
            fields.put(field, value);
        }
        return kind.mistakesIn(new Connection(fields, secrets, Map.of()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void describesItsFields(Kind kind) {
        assertThat(kind.kind()).matches("[a-z][a-z0-9-]*");
        assertThat(kind.label()).isNotBlank();
        assertThat(kind.fields())
                .extracting(AccountField::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z_]+"));
        assertThat(kind.fields()).allSatisfy(field -> assertThat(field.help()).isNotBlank());
        assertThat(kind.fields()).filteredOn(AccountField::required).allMatch(field -> field.fallback() == null);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void acceptsWhatIsInOrder(Kind kind) {
        assertThat(kind.mistakesIn(proper(kind))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void missesWhatIsRequired(Kind kind) {
        List<String> mistakes = kind.mistakesIn(new Connection(Map.of(), Map.of(), Map.of()));

        assertThat(kind.fields()).filteredOn(AccountField::required).allSatisfy(field -> assertThat(mistakes)
                .contains(field.name() + ": is required"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void wantsNoStrangersAndTellsNoSecret(Kind kind) {
        Connection muddled = new Connection(
                Map.of("unknown", "hush-hush", "base_url", "https://user:hush-hush@h/"),
                Map.of("elsewhere", Secret.of("hush-hush")),
                Map.of("", "b"));

        assertThat(kind.mistakesIn(muddled))
                .contains(
                        "unknown: is no field of this kind of account",
                        "elsewhere: is no field of this kind of account")
                .anyMatch(mistake -> mistake.startsWith("models:"))
                .noneMatch(mistake -> mistake.contains("hush-hush"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void refusesASecretThatStandsAmongThePlainFields(Kind kind) {
        kind.fields().stream().filter(AccountField::secret).forEach(field -> assertThat(
                        kind.mistakesIn(new Connection(Map.of(field.name(), "x"), Map.of(), Map.of())))
                .isNotEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1, true",
        "eu-central-2, true",
        "us-gov-west-1, true",
        "US-EAST-1, false",
        "us-east, false",
        "x/../y-z-1, false"
    })
    void knowsARegionWhenItSeesOne(String region, boolean fits) {
        assertThat(mistakes(new BedrockProvider(), "region", region).isEmpty()).isEqualTo(fits);
    }

    @Test
    void bedrockWantsAnAccessKeyWithItsSecretOrABearerKey() {
        Kind bedrock = new BedrockProvider();
        Map<String, String> region = Map.of("region", "us-east-1");
        Secret any = Secret.of("any");

        assertThat(bedrock.mistakesIn(new Connection(region, Map.of("bearer_key", any), Map.of())))
                .isEmpty();
        assertThat(bedrock.mistakesIn(new Connection(region, Map.of(), Map.of())))
                .containsExactly("access_key_id: is required, unless there is a bearer key");
        assertThat(bedrock.mistakesIn(new Connection(region, Map.of("access_key_id", any), Map.of())))
                .containsExactly("secret_access_key: is required for an access key");
        assertThat(mistakes(bedrock, "bearer_key", "any"))
                .containsExactly("bearer_key: takes the place of an access key: fill in one of them");
        assertThat(mistakes(bedrock, "session_token", "any")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}",
                "no json",
                "[]",
                "{\"type\":\"authorized_user\",\"client_email\":\"a\",\"private_key\":\"b\",\"token_uri\":\"c\"}",
                "{\"type\":\"service_account\",\"client_email\":\"a\",\"token_uri\":\"c\"}"
            })
    void knowsAServiceAccountWhenItSeesOne(String json) {
        assertThat(mistakes(new VertexProvider(), "service_account", json))
                .singleElement()
                .asString()
                .startsWith("service_account: must be the JSON of a service account");
    }

    @ParameterizedTest
    @CsvSource({"Project 1", "p", "1project", "project-"})
    void knowsAProjectWhenItSeesOne(String project) {
        assertThat(mistakes(new VertexProvider(), "project", project)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"'fk-1\nfk-1'", "'two words'", "'\n'"})
    void droidWantsDifferentKeysOneInALine(String keys) {
        assertThat(mistakes(new DroidProvider(), "api_keys", keys)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "api_version, 2025-04-01-preview, true",
        "api_version, v1, true",
        "api_version, soon, false",
        "deployment, a/b, false",
        "base_url, https://x.example/?key=1, false"
    })
    void azureNamesWhatItMeans(String field, String value, boolean fits) {
        assertThat(mistakes(new AzureProvider(), field, value).isEmpty()).isEqualTo(fits);
    }

    @Test
    void refusesAKeyThatCannotStandInAHeader() {
        assertThat(mistakes(new OpenAiProvider(), "api_key", "sk 1")).hasSize(1);
        assertThat(mistakes(new OpenAiProvider(), "api_key", "sk\n1")).hasSize(1);
    }
}
