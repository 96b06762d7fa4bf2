package org.llmrelay.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.llmrelay.moving.OtherRelay;
import org.llmrelay.secret.Secret;
import org.llmrelay.signin.Role;

class ImportResourceTest {
    private static final String TEXT = "cr_0123456789abcdef0123456789abcdef";
    private static final String FORM = "{\"url\":\"%s\",\"encryption_key\":\"%s\"%s}";

    private final AdminWorld world = new AdminWorld();
    private final AdminWorld.Caller operator = world.operator();

    private AdminWorld.Reply live(String more) {
        return operator.post("/import/redis", FORM.formatted(OtherRelay.URL, OtherRelay.ENCRYPTION_KEY, more));
    }

    private AdminWorld.Reply file(AdminWorld.Caller caller, String query, String file) {
        return caller.send(
                "POST",
                "/import/file" + query,
                Map.of("Content-Type", "application/json", "Import-Encryption-Key", OtherRelay.ENCRYPTION_KEY),
                file.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void tellsWhatLiesInTheOtherRedisAndBringsItIn() {
        world.otherRelay.key("key-0001", TEXT, "concurrencyLimit", "2");

        JsonNode dry = live(",\"dry_run\":true").json();
        long afterDryRun = world.keys.count();
        JsonNode done = live("").json();
        JsonNode again = live(",\"existing\":\"replace\"").json();

        assertThat(dry.get("dry_run").asBoolean()).isTrue();
        assertThat(afterDryRun).isZero();
        assertThat(done.at("/counts/created").asInt()).isEqualTo(1);
        assertThat(done.get("knows_keys").asBoolean()).isTrue();
        assertThat(done.get("records")).isEqualTo(dry.get("records"));
        assertThat(again.at("/counts/same").asInt()).isEqualTo(1);
        assertThat(operator.get("/keys/key-0001")
                        .json()
                        .at("/limits/concurrency")
                        .asInt())
                .isEqualTo(2);
        assertThat(world.mint.formerHashes(Secret.of(TEXT)))
                .contains(world.keys.find("key-0001").orElseThrow().hash());
    }

    @Test
    void bringsAFileIn() {
        String file = "{\"data\":{\"apiKeys\":[{\"id\":\"key-0001\",\"name\":\"One\",\"apiKey\":\""
                + OtherRelay.hash(TEXT) + "\"},{\"id\":\"key-0002\",\"name\":\"Two\",\"isDeleted\":true}]}}";

        AdminWorld.Reply dry = file(operator, "?dry_run=true&time_zone=Europe/Berlin", file);
        long afterDryRun = world.keys.count();
        AdminWorld.Reply done = file(operator, "?terms_accepted=true", file);

        assertThat(dry.json().at("/records/1/fate").asText()).isEqualTo("left_out");
        assertThat(afterDryRun).isZero();
        assertThat(done.json().at("/counts/created").asInt()).isEqualTo(1);
        assertThat(world.keys.find("key-0001")).isPresent();
        assertThat(dry.text() + done.text()).doesNotContain(OtherRelay.ENCRYPTION_KEY, OtherRelay.hash(TEXT));
    }

    @Test
    void saysWhatIsWrongWithoutRepeatingIt() {
        AdminWorld.Reply away = operator.post("/import/redis", "{\"url\":\"redis://:hidden@elsewhere:1\"}");
        AdminWorld.Reply zone = live(",\"time_zone\":\"Mars/Olympus\"");
        AdminWorld.Reply noFile = file(operator, "", "hidden");
        AdminWorld.Reply query = file(operator, "?existing=burn", "{}");

        assertThat(List.of(away.status(), zone.status(), noFile.status(), query.status()))
                .containsOnly(422);
        assertThat(zone.errors()).containsExactly("time_zone: must be a time zone such as +08:00 or Europe/Berlin");
        assertThat(away.text() + noFile.text()).doesNotContain("hidden");
    }

    @Test
    void isForOperatorsOnly() {
        assertThat(file(world.signedIn(Role.VIEWER), "", "{}").status()).isEqualTo(403);
        assertThat(world.anybody().post("/import/redis", "{}").status()).isEqualTo(401);
    }
}
