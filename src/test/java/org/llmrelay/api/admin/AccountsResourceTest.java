package org.llmrelay.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.llmrelay.account.Account;
import org.llmrelay.account.CoolDown;
import org.llmrelay.account.State;
import org.llmrelay.limit.Leases.Claim;
import org.llmrelay.secret.Secret;

class AccountsResourceTest {
    private static final String ONE = """
            {"name": "One", "kind": "fake", "priority": 7, "models": {"opus": "opus-1"},
             "fields": {"api_key": "sk-hunter2", "base_url": "https://one.example"}}""";

    private final AdminWorld world = new AdminWorld();
    private final AdminWorld.Caller operator = world.operator();

    @Test
    void createsAnAccountAndHidesItsSecret() {
        AdminWorld.Reply reply = operator.post("/accounts", ONE);

        assertThat(reply.status()).isEqualTo(201);
        String id = reply.json().get("id").asText();
        assertThat(reply.header("Location")).isEqualTo("/admin/api/v1/accounts/" + id);
        assertThat(reply.text()).doesNotContain("hunter2").contains("\"api_key\":{\"set\":true}");
        Account account = world.accounts.find(id).orElseThrow();
        assertThat(account.isEnabled()).isTrue();
        assertThat(account.profile().priority()).isEqualTo(7);
        assertThat(account.connection().secret("api_key")).contains(Secret.of("sk-hunter2"));
        assertThat(account.connection().fields()).containsOnlyKeys("base_url");
        assertThat(account.upstreamModel("opus")).isEqualTo("opus-1");
    }

    @Test
    void showsAndListsAccountsWithoutSecrets() {
        String id = create(ONE);
        create(ONE.replace("One", "Two"));
        create(ONE.replace("One", "Three"));

        AdminWorld.Reply list = operator.get("/accounts?offset=1&limit=1");

        assertThat(operator.get("/accounts/" + id).text())
                .contains("\"name\":\"One\"")
                .doesNotContain("hunter2");
        assertThat(list.json().get("total").asInt()).isEqualTo(3);
        assertThat(list.json().get("items")).hasSize(1);
        assertThat(list.text()).doesNotContain("hunter2");
        assertThat(operator.get("/accounts?offset=9").json().get("items")).isEmpty();
    }

    @Test
    void tellsAllMistakesTogether() {
        AdminWorld.Reply reply = operator.post("/accounts", """
                {"name": " ", "kind": "fake", "enabled": "yes", "priority": 0, "models": {"a": 1}, "nmae": "x",
                 "fields": {"token": "x", "base_url": true}}""");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.errors())
                .containsExactlyInAnyOrder(
                        "name: must be a text that is not blank",
                        "enabled: must be true or false",
                        "priority: must be a whole number from 1 to 100",
                        "models.a: must be a text that is not blank",
                        "fields.token: is not known for this kind",
                        "fields.base_url: must be a text that is not blank",
                        "fields.api_key: is required",
                        "nmae: is not known here");
        assertThat(world.accounts.all()).isEmpty();
    }

    @Test
    void refusesAKindThatIsNotHere() {
        assertThat(operator.post("/accounts", "{\"name\":\"One\",\"kind\":\"nope\"}")
                        .errors())
                .containsExactly("kind: must be one of fake, fake-oauth, unset-oauth");
        assertThat(operator.post("/accounts", "{\"name\":\"One\"}").errors()).containsExactly("kind: is required");
    }

    @Test
    void passesOnWhatTheProviderSays() {
        assertThat(operator.post("/accounts", """
                {"name": "One", "kind": "fake", "priority": 101, "models": {"": "a"},
                 "fields": {"base_url": "one", "region": "north"}}""").errors())
                .containsExactlyInAnyOrder(
                        "priority: must be a whole number from 1 to 100",
                        "fields.api_key: is required",
                        "fields.base_url: must be an http or https address",
                        "models: an entry lacks a model");
        assertThat(operator.post("/accounts", ONE.replace("\"fields\": {", "\"fields\": {\"region\": \"north\","))
                        .errors())
                .containsExactly("fields: Either a region or an address, not both");
    }

    @Test
    void refusesANameThatIsTaken() {
        create(ONE);
        String two = create(ONE.replace("One", "Two"));

        assertThat(operator.post("/accounts", ONE.replace("One", "ONE")).status())
                .isEqualTo(409);
        assertThat(operator.patch("/accounts/" + two, "{\"name\":\"One\"}").status())
                .isEqualTo(409);
        assertThat(operator.patch("/accounts/" + two, "{\"name\":\"two\"}").status())
                .isEqualTo(200);
    }

    @Test
    void changesOnlyWhatIsSaid() {
        String id = create(ONE);

        AdminWorld.Reply reply = operator.patch(
                "/accounts/" + id, "{\"enabled\": false, \"fields\": {\"base_url\": null, \"region\": \"north\"}}");

        assertThat(reply.status()).isEqualTo(200);
        Account account = world.accounts.find(id).orElseThrow();
        assertThat(account.isEnabled()).isFalse();
        assertThat(account.name()).isEqualTo("One");
        assertThat(account.profile().priority()).isEqualTo(7);
        assertThat(account.connection().secret("api_key")).contains(Secret.of("sk-hunter2"));
        assertThat(account.connection().fields()).containsOnlyKeys("region");
        assertThat(account.connection().models()).containsOnlyKeys("opus");
    }

    @Test
    void replacesASecretThatIsSent() {
        String id = create(ONE);

        operator.patch("/accounts/" + id, "{\"fields\": {\"api_key\": \"sk-new\"}, \"models\": {\"opus\": null}}");

        Account account = world.accounts.find(id).orElseThrow();
        assertThat(account.connection().secret("api_key")).contains(Secret.of("sk-new"));
        assertThat(account.connection().models()).isEmpty();
    }

    @Test
    void refusesToTakeARequiredFieldAwayOrToChangeTheKind() {
        String id = create(ONE);

        AdminWorld.Reply reply =
                operator.patch("/accounts/" + id, "{\"kind\": \"other\", \"fields\": {\"api_key\": null}}");

        assertThat(reply.errors()).contains("kind: cannot be changed");
        assertThat(operator.patch("/accounts/" + id, "{\"fields\": {\"api_key\": null}}")
                        .errors())
                .containsExactly("fields.api_key: is required");
    }

    @Test
    void deletesAnAccountWithItsStanding() {
        String id = create(ONE);
        rest(id);

        assertThat(operator.delete("/accounts/" + id).status()).isEqualTo(204);

        assertThat(world.accounts.find(id)).isEmpty();
        assertThat(world.standings.of(id).coolDowns()).isEmpty();
        assertThat(operator.delete("/accounts/" + id).status()).isEqualTo(404);
    }

    @Test
    void explainsHowAnAccountStands() {
        String id = create(ONE);
        rest(id);
        world.leases.take(new Claim(id, "call-1", 0, Duration.ofMinutes(1), null));

        AdminWorld.Reply reply = operator.get("/accounts/" + id + "/state");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("sentence").asText()).startsWith("Resting until 2026-03-01T12:00:30Z");
        assertThat(reply.json().get("needs_attention").asBoolean()).isTrue();
        assertThat(reply.json().get("running_calls").asInt()).isEqualTo(1);
        assertThat(reply.json().at("/cool_downs/0/cause").asText()).isEqualTo("upstream-unauthorized");
        assertThat(reply.json().at("/cool_downs/0/resting").asBoolean()).isTrue();
    }

    @Test
    void holdsNothingAgainstAnAccountAfterAReset() {
        String id = create(ONE);
        rest(id);

        AdminWorld.Reply reply = operator.post("/accounts/" + id + "/reset", "");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("sentence").asText()).isEqualTo("Ready for calls.");
        assertThat(world.standings.of(id).coolDowns()).isEmpty();
    }

    @Test
    void knowsNoAccountThatIsNotThere() {
        assertThat(operator.get("/accounts/nope").json().get("detail").asText())
                .isEqualTo("There is no account with the id nope");
        assertThat(operator.patch("/accounts/nope", "{}").status()).isEqualTo(404);
        assertThat(operator.get("/accounts/nope/state").status()).isEqualTo(404);
        assertThat(operator.post("/accounts/nope/reset", "").status()).isEqualTo(404);
    }

    @Test
    void listsTheKindsWithWhatTheyNeed() {
        AdminWorld.Reply reply = operator.get("/kinds");

        assertThat(reply.json().get("total").asInt()).isEqualTo(3);
        assertThat(reply.json().at("/items/0/kind").asText()).isEqualTo("fake");
        assertThat(reply.json().at("/items/0/fields/0/name").asText()).isEqualTo("api_key");
        assertThat(reply.json().at("/items/0/fields/0/secret").asBoolean()).isTrue();
        assertThat(reply.json().at("/items/0/fields/1/fallback").asText()).isEqualTo("https://fake.example");
    }

    private String create(String json) {
        return operator.post("/accounts", json).json().get("id").asText();
    }

    private void rest(String id) {
        Instant now = world.clock.instant();
        world.standings.coolDown(
                id,
                new CoolDown(CoolDown.ALL, now, now.plusSeconds(30), "upstream-unauthorized", 1, State.NEEDS_SIGN_IN));
    }
}
