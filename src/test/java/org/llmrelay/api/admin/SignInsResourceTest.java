package org.llmrelay.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.account.Account;
import org.llmrelay.account.Credential;
import org.llmrelay.account.Pass;
import org.llmrelay.account.Passes;
import org.llmrelay.account.Standing;
import org.llmrelay.api.admin.AdminWorld.Reply;
import org.llmrelay.provider.SignInAttempt;
import org.llmrelay.provider.TokenAnswer;
import org.llmrelay.renewal.PendingSignIn;
import org.llmrelay.secret.Secret;
import org.llmrelay.signin.Role;

class SignInsResourceTest {
    private static final String GOOD = "{\"code\":\"abc\",\"terms_accepted\":true,\"account\":{\"name\":\"mine\"}}";

    private final AdminWorld world = new AdminWorld();
    private final AdminWorld.Caller operator = world.signedIn(Role.OPERATOR);
    private final Pass pass = Passes.pass(
            "the-access-token", "the-refresh-token", world.clock.instant().plusSeconds(3600));

    private JsonNode begun(String json) {
        Reply reply = operator.post("/accounts/sign-ins", json);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }

    private String begun() {
        return begun("{\"kind\":\"fake-oauth\"}").path("id").asText();
    }

    private Reply finish(String id, String json) {
        return operator.post("/accounts/sign-ins/" + id + "/finish", json);
    }

    private String signedIn() {
        String id = begun();
        world.oauth.grants(pass);
        return finish(id, GOOD).json().path("id").asText();
    }

    private Credential credential(String account) {
        return world.credentials.of(account).orElseThrow();
    }

    @Test
    void opensALinkForTenMinutes() {
        JsonNode begun = begun("{\"kind\":\"fake-oauth\",\"way\":\"code\"}");

        assertThat(begun.path("link").asText()).startsWith("https://scripted.example/?state=");
        assertThat(begun.path("style").asText()).isEqualTo("code");
        assertThat(begun.path("notice").asText()).isEqualTo("Mind the terms.");
        assertThat(begun.path("expires_at").asText())
                .isEqualTo(world.clock.instant().plus(Duration.ofMinutes(10)).toString());
    }

    @Test
    void makesAnAccountOfACode() {
        String id = begun();
        world.oauth.grants(pass);

        Reply made = finish(id, GOOD);

        assertThat(made.status()).isEqualTo(201);
        Account account = world.accounts.all().get(0);
        assertThat(made.json().path("id").asText()).isEqualTo(account.id());
        assertThat(account.name()).isEqualTo("mine");
        assertThat(account.kind()).isEqualTo("fake-oauth");
        assertThat(credential(account.id()).pass()).isEqualTo(pass);
        assertThat(credential(account.id()).consent())
                .isEqualTo(new Credential.Consent("operator", world.clock.instant()));
    }

    @Test
    void showsHowAnAccountIsSignedInAndNoToken() {
        Reply shown = operator.get("/accounts/" + signedIn() + "/sign-in");

        assertThat(shown.json().path("renewable").asBoolean()).isTrue();
        assertThat(shown.json().path("facts").path("organization").asText()).isEqualTo("Acme");
        assertThat(shown.json().path("terms").path("accepted_by").asText()).isEqualTo("operator");
        assertThat(shown.text()).doesNotContain("the-access-token", "the-refresh-token");
    }

    @Test
    void wantsTheTermsConfirmed() {
        Reply refused = finish(begun(), "{\"code\":\"abc\",\"account\":{\"name\":\"mine\"}}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errors())
                .containsExactly(
                        "terms_accepted: must be true: the notice on the provider's terms has to be confirmed");
        assertThat(world.accounts.all()).isEmpty();
    }

    @Test
    void tellsAllMistakesTogetherAndLetsTheOperatorMendThem() {
        String id = begun();

        Reply refused = finish(id, "{\"code\":\" \",\"account\":{\"priority\":0}}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errors())
                .extracting(error -> error.split(":", 2)[0])
                .containsExactlyInAnyOrder("code", "terms_accepted", "account.name", "account.priority");
        world.oauth.grants(pass);
        assertThat(finish(id, GOOD).status()).isEqualTo(201);
    }

    @Test
    void refusesACodeOfAnotherSignIn() {
        Reply refused = finish(begun(), GOOD.replace("abc", "abc#another-state"));

        assertThat(refused.errors()).containsExactly("code: belongs to another sign-in: its state differs");
    }

    @Test
    void isGoodOnce() {
        String id = begun();
        world.oauth.grants(pass);
        finish(id, GOOD);

        assertThat(finish(id, GOOD.replace("mine", "other")).status()).isEqualTo(404);
    }

    @Test
    void isForNobodyElse() {
        SignInAttempt attempt = new SignInAttempt("code", "s", Secret.of("v"), null);
        Instant later = world.clock.instant().plusSeconds(600);
        world.pending.save(
                new PendingSignIn("sig_1", "fake-oauth", null, "somebody else", attempt, later), Duration.ofHours(1));

        assertThat(finish("sig_1", GOOD).status()).isEqualTo(404);
        assertThat(world.pending.find("sig_1", "somebody else")).isPresent();
    }

    @Test
    void endsAfterTenMinutes() {
        String id = begun();
        world.clock.advance(Duration.ofMinutes(10));

        assertThat(finish(id, GOOD).status()).isEqualTo(404);
    }

    @Test
    void saysWhyTheServerRefused() {
        String id = begun();
        world.oauth.answers(new TokenAnswer.Refused("invalid_grant", true));

        Reply refused = finish(id, GOOD);

        assertThat(refused.status()).isEqualTo(502);
        assertThat(refused.json().path("detail").asText()).endsWith(": invalid_grant");
        assertThat(world.accounts.all()).isEmpty();
        assertThat(finish(id, GOOD).status()).isEqualTo(404);
    }

    @Test
    void canBeTriedAgainWhenTheServerWasAway() {
        String id = begun();
        world.oauth.answers(new TokenAnswer.Unclear("upstream-unreachable"));
        assertThat(finish(id, GOOD).status()).isEqualTo(502);
        world.oauth.grants(pass);

        assertThat(finish(id, GOOD).status()).isEqualTo(201);
    }

    @Test
    void waitsForADevice() {
        String id =
                begun("{\"kind\":\"fake-oauth\",\"way\":\"device\"}").path("id").asText();
        String json = "{\"terms_accepted\":true,\"account\":{\"name\":\"mine\"}}";
        world.oauth.answers(new TokenAnswer.Pending());

        Reply pending = finish(id, json);

        assertThat(pending.status()).isEqualTo(409);
        assertThat(pending.json().path("type").asText()).endsWith(":sign-in-pending");
        assertThat(pending.header("Retry-After")).isEqualTo("5");
        world.oauth.grants(pass);
        assertThat(finish(id, json).status()).isEqualTo(201);
    }

    @Test
    void signsAnAccountInAnewAndForgetsWhatWasHeldAgainstIt() {
        String account = signedIn();
        world.oauth.answers(new TokenAnswer.Refused("invalid_grant", true));
        assertThat(operator.post("/accounts/" + account + "/renew", "{}").status())
                .isEqualTo(502);
        assertThat(world.standings.of(account)).isNotEqualTo(Standing.GOOD);
        String id = begun("{\"account\":\"" + account + "\"}").path("id").asText();
        world.oauth.grants(Passes.pass("new", "newer", null));

        Reply again = finish(id, "{\"code\":\"abc\",\"terms_accepted\":true}");

        assertThat(again.status()).isEqualTo(201);
        assertThat(world.accounts.all()).hasSize(1);
        assertThat(credential(account).version()).isEqualTo(2);
        assertThat(credential(account).pass().access())
                .isEqualTo(Passes.pass("new", null, null).access());
        assertThat(world.standings.of(account)).isEqualTo(Standing.GOOD);
    }

    @Test
    void saysWhichSettingsAreMissing() {
        Reply refused = operator.post("/accounts/sign-ins", "{\"kind\":\"unset-oauth\"}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("detail").asText()).contains("RELAY_OAUTH_UNSET_CLIENT_ID");
        JsonNode kinds = operator.get("/kinds").json().path("items");
        assertThat(kinds.findValues("missing").toString()).isEqualTo("[[], [\"RELAY_OAUTH_UNSET_CLIENT_ID\"]]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"kind\":\"fake\"}",
                "{\"kind\":\"unheard-of\"}",
                "{\"kind\":\"fake-oauth\",\"way\":\"by-owl\"}",
                "{\"kind\":\"fake-oauth\",\"colour\":1}"
            })
    void refusesToBeginWhatItDoesNotKnow(String json) {
        assertThat(operator.post("/accounts/sign-ins", json).status()).isEqualTo(422);
    }

    @Test
    void makesNoSuchAccountWithoutASignIn() {
        Reply refused = operator.post("/accounts", "{\"name\":\"mine\",\"kind\":\"fake-oauth\"}");

        assertThat(refused.errors())
                .containsExactly("kind: signs in: its accounts are made by POST /accounts/sign-ins");
    }

    @Test
    void takesPastedTokens() {
        Reply made = operator.post(
                "/accounts/sign-ins/tokens",
                "{\"kind\":\"fake-oauth\",\"terms_accepted\":true,\"account\":{\"name\":\"mine\"},"
                        + "\"tokens\":{\"access_token\":\"a\",\"refresh_token\":\"r\",\"expires_at\":\"2026-03-01T13:00:00Z\"}}");

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        Pass pasted = credential(made.json().path("id").asText()).pass();
        assertThat(pasted.access().reveal()).isEqualTo("a");
        assertThat(Optional.ofNullable(pasted.expires()))
                .contains(world.clock.instant().plusSeconds(3600));
    }

    @Test
    void triesOutARefreshTokenThatComesAlone() {
        String json = "{\"kind\":\"fake-oauth\",\"terms_accepted\":true,\"account\":{\"name\":\"mine\"},"
                + "\"tokens\":{\"refresh_token\":\"r\"}}";
        world.oauth.answers(new TokenAnswer.Refused("invalid_grant", true));
        assertThat(operator.post("/accounts/sign-ins/tokens", json).status()).isEqualTo(502);
        assertThat(world.accounts.all()).isEmpty();
        world.oauth.grants(pass);

        Reply made = operator.post("/accounts/sign-ins/tokens", json);

        assertThat(credential(made.json().path("id").asText()).pass().access()).isEqualTo(pass.access());
    }

    @Test
    void wantsSomeToken() {
        Reply refused = operator.post(
                "/accounts/sign-ins/tokens",
                "{\"kind\":\"fake-oauth\",\"terms_accepted\":true,\"account\":{\"name\":\"mine\"},\"tokens\":{}}");

        assertThat(refused.errors()).containsExactly("tokens: must hold an access_token, a refresh_token or both");
    }

    @Test
    void renewsATokenWhenToldTo() {
        String account = signedIn();
        world.oauth.grants(Passes.pass("new", "newer", null));

        Reply renewed = operator.post("/accounts/" + account + "/renew", "{}");

        assertThat(renewed.json().path("version").asInt()).isEqualTo(2);
    }

    @Test
    void hasNothingToRenewForAnAccountWithAKey() {
        String account = operator.post(
                        "/accounts", "{\"name\":\"k\",\"kind\":\"fake\",\"fields\":{\"api_key\":\"sk-1\"}}")
                .json()
                .path("id")
                .asText();

        assertThat(operator.post("/accounts/" + account + "/renew", "{}").status())
                .isEqualTo(409);
        assertThat(operator.get("/accounts/" + account + "/sign-in").status()).isEqualTo(404);
    }

    @Test
    void isNotForViewers() {
        assertThat(world.signedIn(Role.VIEWER)
                        .post("/accounts/sign-ins", "{\"kind\":\"fake-oauth\"}")
                        .status())
                .isEqualTo(403);
    }
}
