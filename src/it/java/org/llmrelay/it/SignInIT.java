package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.llmrelay.fake.Behaviours;
import org.llmrelay.fake.FakeAuthorization;
import org.llmrelay.fake.RealProxy;
import org.llmrelay.fake.ReceivedRequest;
import org.llmrelay.route.Proxy;
import org.llmrelay.route.Proxy.Kind;

/** Accounts that sign in, on the server: how they come, and how their tokens are kept fresh. */
@ExtendWith(ArquillianExtension.class)
class SignInIT {
    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    @RegisterExtension
    final SignedInAccounts accounts = new SignedInAccounts(world);

    private void callsAreFine(Key key) {
        RelayClient.send(Ask.message().key(key)).isFine();
    }

    private List<String> credentialsSent() {
        return world.upstream().requests().stream()
                .map(ReceivedRequest::credential)
                .toList();
    }

    @Test
    void signsInWithACodeAndRelaysWithTheToken() throws Exception {
        String account = accounts.signIn();

        RelayClient.send(Ask.message().with("anthropic-beta", "one").key(world.key()))
                .isFine();

        ReceivedRequest received = world.upstream().takeRequest(Patience.USUAL);
        assertThat(received.header("authorization")).isPresent();
        assertThat(received.credential()).isEqualTo(accounts.server().lastAccessToken());
        assertThat(received.header("anthropic-beta")).contains("one,oauth-2025-04-20");
        assertThat(received.header("x-api-key")).isEmpty();
        assertThat(accounts.credential(account)
                        .path("terms")
                        .path("accepted_by")
                        .asText())
                .isEqualTo(Admin.USERNAME);
        assertThat(FakeAuthorization.parameters(accounts.server().requests().get(0)))
                .containsEntry("client_id", "integration-test-client");
    }

    @Test
    void takesACodeOnceAndWithItsOwnStateOnly() {
        JsonNode begun = accounts.begin("{\"kind\":\"claude-oauth\"}");
        String path = "/accounts/sign-ins/" + begun.path("id").asText() + "/finish";
        String strange = "{\"code\":\"abc#strange\",\"terms_accepted\":true,\"account\":{\"name\":\"x\"}}";
        accounts.send(path, strange, 422);
        accounts.finish(begun, accounts.server().signIn(begun.path("link").asText()));

        accounts.send(path, "{\"code\":\"abc\",\"terms_accepted\":true,\"account\":{\"name\":\"x\"}}", 404);
    }

    @Test
    void fiftyCallsOnTwoNodesWaitForOneRenewal() throws Exception {
        Key key = world.key();
        HttpClient client = HttpClient.newHttpClient();
        try (SecondNode node = SecondNode.start()) {
            String account = accounts.pastedAndOver(50, accounts.server().refreshToken());
            List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                calls.add(client.sendAsync(Ask.message().key(key).request(), BodyHandlers.ofString()));
                calls.add(client.sendAsync(request(node, key), BodyHandlers.ofString()));
            }

            assertThat(calls).allSatisfy(call -> assertThat(call.join().statusCode())
                    .as(call.join().body())
                    .isEqualTo(200));
            assertThat(accounts.credential(account).path("version").asInt()).isEqualTo(2);
        }
        assertThat(accounts.server().requests()).hasSize(1);
        assertThat(credentialsSent()).hasSize(50).containsOnly(accounts.server().lastAccessToken());
    }

    private static HttpRequest request(SecondNode node, Key key) {
        return HttpRequest.newBuilder(node.uri("/v1/messages"))
                .header("content-type", "application/json")
                .header("anthropic-version", "2023-06-01")
                .header("x-api-key", key.text())
                .POST(HttpRequest.BodyPublishers.ofString(Prompt.plain()))
                .build();
    }

    @Test
    void renewsATokenThatIsRefusedAndTriesAgain() {
        accounts.signIn();
        String first = accounts.server().lastAccessToken();
        world.upstream().forKey(first).always(Behaviours.status(401));

        callsAreFine(world.key());

        assertThat(credentialsSent()).containsExactly(first, accounts.server().lastAccessToken());
        assertThat(accounts.server().requests()).hasSize(2);
    }

    @Test
    void leavesAnAccountWhoseGrantIsGoneUntilSomebodySignsInAgain() {
        String gone = accounts.server().refreshToken();
        accounts.server().revoke(gone);
        String account = accounts.pastedAndOver(1, gone);
        Account other = world.account(90);
        Key key = world.key();

        callsAreFine(key);
        callsAreFine(key);

        assertThat(accounts.server().requests()).hasSize(1);
        assertThat(credentialsSent()).containsOnly(other.credential());
        JsonNode state = world.admin()
                .send(Ask.get("/accounts/" + account + "/state"))
                .isFine()
                .json();
        assertThat(state.path("needs_attention").asBoolean()).isTrue();
        JsonNode again = accounts.begin("{\"account\":\"" + account + "\"}");
        String pasted = accounts.server().signIn(again.path("link").asText());
        accounts.send(
                "/accounts/sign-ins/" + again.path("id").asText() + "/finish",
                Json.write(Map.of("code", pasted, "terms_accepted", true)),
                201);
        RelayClient.send(Ask.message().key(world.key())).isFine();
        assertThat(credentialsSent()).last().isEqualTo(accounts.server().lastAccessToken());
    }

    @Test
    void movesOnToTheNextAccountWhileTheServerIsAway() {
        accounts.server().always(Behaviours.status(503));
        accounts.pastedAndOver(1, accounts.server().refreshToken());
        Account other = world.account(90);

        callsAreFine(world.key());

        assertThat(credentialsSent()).containsExactly(other.credential());
    }

    @Test
    void renewsWithoutACall() {
        String account = accounts.pastedAndOver(50, accounts.server().refreshToken());

        Patience.until(
                "the timer has renewed it",
                () -> accounts.credential(account).path("version").asInt() == 2);

        assertThat(world.upstream().requests()).isEmpty();
    }

    @Test
    void renewsWhenToldTo() {
        String account = accounts.signIn();

        accounts.send("/accounts/" + account + "/renew", "{}", 200);

        assertThat(accounts.credential(account).path("version").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void renewsThroughTheProxyOfTheAccountAndNeverDirectly(Kind kind) {
        String account = accounts.signIn();
        try (RealProxy proxy = RealProxy.start(kind, null, TrustBeforeServer.CERTIFICATE)) {
            world.admin()
                    .send(Ask.post("/accounts/" + account, "{\"proxy\":" + form(proxy.proxy()) + "}")
                            .by("PATCH"))
                    .isFine();

            accounts.send("/accounts/" + account + "/renew", "{}", 200);
            assertThat(accounts.server().requests()).hasSize(2);
            proxy.kill();
            Reply refused = world.admin().send(Ask.post("/accounts/" + account + "/renew", "{}"));

            assertThat(refused.status()).as(refused.text()).isGreaterThanOrEqualTo(400);
            assertThat(accounts.server().requests()).hasSize(2);
            assertThat(accounts.credential(account).path("version").asInt()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void signsInThroughTheProxyOfTheAccountAndNeverDirectly(Kind kind) {
        JsonNode first = accounts.begin("{\"kind\":\"claude-oauth\"}");
        JsonNode second = accounts.begin("{\"kind\":\"claude-oauth\"}");
        String pasted = accounts.server().signIn(second.path("link").asText());
        try (RealProxy proxy = RealProxy.start(kind, null, TrustBeforeServer.CERTIFICATE)) {
            String behind = ",\"proxy\":" + form(proxy.proxy());
            accounts.finish(first, accounts.server().signIn(first.path("link").asText()), behind);
            assertThat(accounts.server().requests()).hasSize(1);

            proxy.kill();
            Reply refused = world.admin()
                    .send(Ask.post(
                            "/accounts/sign-ins/" + second.path("id").asText() + "/finish",
                            accounts.finishing(pasted, behind)));

            assertThat(refused.status()).as(refused.text()).isGreaterThanOrEqualTo(400);
            assertThat(accounts.server().requests()).hasSize(1);
        }
    }

    @Test
    void usesATokenThatLivesAYearAndAsksForASignInWhenItIsRefused() {
        JsonNode begun = accounts.begin("{\"kind\":\"claude-oauth\",\"way\":\"long-lived\"}");
        String account = accounts.finish(
                        begun, accounts.server().signIn(begun.path("link").asText()))
                .json()
                .path("id")
                .asText();
        callsAreFine(world.key());

        assertThat(credentialsSent()).containsExactly(accounts.server().lastAccessToken());
        assertThat(accounts.credential(account).path("renewable").asBoolean(true))
                .isFalse();
        accounts.send("/accounts/" + account + "/renew", "{}", 409);
        world.upstream().forKey(accounts.server().lastAccessToken()).always(Behaviours.status(401));
        RelayClient.send(Ask.message().key(world.key()));
        assertThat(accounts.state(account).path("state").asText()).isEqualTo("needs_sign_in");
        assertThat(accounts.state(account).at("/cool_downs/0/until").isNull()).isTrue();
        assertThat(accounts.server().requests()).hasSize(1);
    }

    @Test
    void renewsATokenThatIsRefusedInACheck() {
        String account = accounts.signIn();
        String first = accounts.server().lastAccessToken();
        world.upstream().forKey(first).always(Behaviours.status(401));

        Reply checked = accounts.send("/accounts/" + account + "/test", "", 200);

        assertThat(checked.json().path("good").asBoolean()).as(checked.text()).isTrue();
        assertThat(credentialsSent()).containsExactly(first, accounts.server().lastAccessToken());
        assertThat(accounts.state(account).path("state").asText()).isEqualTo("healthy");
        assertThat(accounts.credential(account).path("version").asInt()).isEqualTo(2);
    }

    private static String form(Proxy proxy) {
        return Json.write(Map.of("kind", proxy.kind().code(), "host", proxy.host(), "port", proxy.port()));
    }

    @Test
    void listsWhatEachKindNeedsAndLacks() {
        JsonNode kinds = world.admin().send(Ask.get("/kinds")).isFine().json().path("items");

        assertThat(kinds.findValuesAsText("kind"))
                .containsExactly(
                        "anthropic",
                        "azure-openai",
                        "bedrock",
                        "claude-oauth",
                        "droid",
                        "droid-oauth",
                        "gemini",
                        "gemini-oauth",
                        "openai",
                        "openai-compatible",
                        "openai-oauth",
                        "vertex",
                        "vertex-gemini");
        kinds.forEach(kind -> {
            if (kind.path("kind").asText().equals("gemini-oauth")) {
                assertThat(kind.path("sign_in").path("missing").toString())
                        .isEqualTo("[\"RELAY_OAUTH_GEMINI_CLIENT_ID\",\"RELAY_OAUTH_GEMINI_CLIENT_SECRET\"]");
            }
        });
    }

    @Test
    void neverCallsAnAccountWhoseKindIsNotRelayed() {
        accounts.send(
                "/accounts",
                "{\"kind\":\"openai\",\"name\":\"stored\",\"fields\":{\"api_key\":\"" + Planted.credential() + "\"}}",
                201);

        RelayClient.send(Ask.message().key(world.key())).isNativeError(503, "api_error");

        assertThat(world.upstream().requests()).isEmpty();
    }
}
