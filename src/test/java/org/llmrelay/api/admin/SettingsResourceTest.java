package org.llmrelay.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.llmrelay.settings.RelaySettings;
import org.llmrelay.settings.TextSetting;
import org.llmrelay.signin.Role;

class SettingsResourceTest {
    private static final String PATH = "/settings";
    private static final String LIMITS =
            "{\"concurrency\":3,\"rules\":[{\"unit\":\"cost\",\"period\":{\"kind\":\"day\"},\"most_microdollars\":5000000}]}";

    private final AdminWorld world = new AdminWorld();
    private final AdminWorld.Caller operator = world.operator();

    private AdminWorld.Reply put(long version, String values) {
        return operator.send("PUT", PATH, "{\"version\":" + version + ",\"values\":" + values + "}");
    }

    private JsonNode saved(long version, String values) {
        AdminWorld.Reply reply = put(version, values);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    @Test
    void areAsTheyWereDeployedAtFirst() {
        JsonNode shown = operator.get(PATH).json();

        assertThat(shown.get("version").asLong()).isZero();
        assertThat(shown.get("saved")).isEmpty();
        assertThat(shown.get("values")).isEqualTo(shown.get("deployment"));
        assertThat(shown.get("values").get("failover.attempts").asInt()).isEqualTo(3);
        assertThat(shown.get("values").get("cool_downs.error.first_ms").asInt()).isEqualTo(5_000);
        assertThat(shown.get("values").get("branding.name").asText()).isEqualTo("LLM Relay");
        assertThat(shown.get("time_zone").asText()).isEqualTo("Z");
    }

    @Test
    void holdWhatIsSavedAndTellWhatWasDeployed() {
        JsonNode shown = saved(0, "{\"failover.attempts\":1,\"public_address\":\"https://relay.example\"}");

        assertThat(shown).isEqualTo(operator.get(PATH).json());
        assertThat(shown.get("version").asLong()).isEqualTo(1);
        assertThat(shown.get("saved").toString()).isEqualTo("[\"failover.attempts\",\"public_address\"]");
        assertThat(shown.get("values").get("failover.attempts").asInt()).isEqualTo(1);
        assertThat(shown.get("deployment").get("failover.attempts").asInt()).isEqualTo(3);
        assertThat(world.settings.get().failover().attempts()).isEqualTo(1);
        assertThat(world.settings.text(TextSetting.PUBLIC_ADDRESS)).isEqualTo("https://relay.example");
    }

    @Test
    void keepWhatIsNotNamedAndPutBackWhatIsNull() {
        saved(0, "{\"failover.attempts\":1,\"affinity_ms\":120000,\"notices.console\":\"Back at\\nnoon\"}");
        JsonNode shown = saved(1, "{\"failover.attempts\":null,\"notices.console\":null}");

        assertThat(shown.get("saved").toString()).isEqualTo("[\"affinity_ms\"]");
        assertThat(world.settings.get().failover()).isEqualTo(RelaySettings.DEFAULTS.failover());
        assertThat(shown.get("values").get("notices.console").asText()).isEmpty();
    }

    @Test
    void tellAllMistakesByField() {
        AdminWorld.Reply reply = put(
                0,
                "{\"failover.attempts\":0,\"patience.ping_ms\":\"soon\",\"public_address\":\"relay.example\","
                        + "\"branding.icon\":\"data:image/svg+xml;base64,AAAA\",\"cool_downs.error.first_ms\":400000,"
                        + "\"new_keys.limits\":{\"concurrency\":-1},\"colour\":\"red\"}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.errors())
                .containsExactlyInAnyOrder(
                        "values.failover.attempts: must be a whole number from 1 to 20, or null",
                        "values.patience.ping_ms: must be a whole number from 1000 to 600000, or null",
                        "values.public_address: must be an address such as https://relay.example, without a slash at the end",
                        "values.branding.icon: must be a data: address of a PNG of up to 512 pixels a side and 32 KiB",
                        "values.cool_downs.error.longest_ms: must not be shorter than the first rest",
                        "values.new_keys.limits.concurrency: must be a whole number from 0 to 10000",
                        "values.colour: is not known here");
        assertThat(world.saved.current().version()).isZero();
    }

    @Test
    void askForTheVersionThatTheyWereMadeFrom() {
        assertThat(operator.send("PUT", PATH, "{\"values\":{\"failover.attempts\":1}}")
                        .errors())
                .containsExactly("version: is required");
    }

    @Test
    void areNotOverwrittenUnseen() {
        saved(0, "{\"failover.attempts\":1}");

        AdminWorld.Reply late = put(0, "{\"failover.attempts\":9}");

        assertThat(late.status()).isEqualTo(409);
        assertThat(world.settings.get().failover().attempts()).isEqualTo(1);
    }

    @Test
    void limitNewKeysOfWhichNothingIsSaid() {
        saved(0, "{\"new_keys.limits\":" + LIMITS + "}");

        JsonNode usual = operator.post("/keys", "{\"name\":\"usual\"}").json();
        JsonNode free =
                operator.post("/keys", "{\"name\":\"free\",\"limits\":null}").json();

        assertThat(usual.get("limits").get("concurrency").asInt()).isEqualTo(3);
        assertThat(usual.get("limits").get("rules")).hasSize(1);
        assertThat(free.get("limits").get("concurrency").asInt()).isZero();
        assertThat(free.get("limits").get("rules")).isEmpty();
        assertThat(operator.patch("/keys/" + free.get("id").asText(), "{\"name\":\"still free\"}")
                        .json()
                        .get("limits")
                        .get("rules"))
                .isEmpty();
    }

    @Test
    void areWrittenDownBeforeAndAfter() {
        saved(0, "{\"failover.attempts\":1}");
        operator.send("PUT", "/settings/origins", "{\"allowed_origins\":[\"https://chat.example\"]}");

        JsonNode entries = operator.get("/audit?kind=settings").json().get("items");

        assertThat(entries).hasSize(2);
        assertThat(entries.get(1).get("act").asText()).isEqualTo("settings.set");
        assertThat(entries.get(1).get("changes").toString())
                .isEqualTo("[{\"field\":\"failover.attempts\",\"before\":\"3\",\"after\":\"1\"}]");
        assertThat(entries.get(0).get("changes").toString()).contains("allowed_origins", "https://chat.example");
    }

    @Test
    void letViewersLookOnly() {
        AdminWorld.Caller viewer = world.signedIn(Role.VIEWER);

        assertThat(viewer.get(PATH).status()).isEqualTo(200);
        assertThat(viewer.send("PUT", PATH, "{\"version\":0}").status()).isEqualTo(403);
    }
}
