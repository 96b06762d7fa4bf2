package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.fake.ReceivedRequest;

/** A node that was given another encryption key by mistake. */
@ExtendWith(ArquillianExtension.class)
class OtherKeyIT {
    private static final String OTHER = Planted.remember("an-encryption-key-of-somebody-else-4711");

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    @RegisterExtension
    final SignedInAccounts accounts = new SignedInAccounts(world);

    @Test
    void namesEachRecordThatItCannotReadAndHarmsNone() throws Exception {
        Account keyed = world.account(90);
        String signedIn = accounts.signIn();
        String proxy = world.admin()
                .post(
                        "/proxies",
                        Json.write(Map.of(
                                "name",
                                "sealed",
                                "kind",
                                "http",
                                "host",
                                "proxy.example",
                                "port",
                                8080,
                                "username",
                                "u",
                                "password",
                                Planted.remember("a-proxy-password-4711"))))
                .path("id")
                .asText();
        try (SecondNode node = SecondNode.start(Map.of("ENCRYPTION_KEY", OTHER))) {
            List<String> said = List.of(
                    "account=" + keyed.id() + " is left out",
                    "account=" + signedIn + " is not called from here",
                    "proxy=" + proxy + " is left out");
            Patience.until("each record is named", () -> said.stream().allMatch(log(node)::contains));

            JsonNode checked = tested(node, signedIn);

            assertThat(checked.path("result").asText()).isEqualTo("upstream-unreachable");
            assertThat(log(node)).contains("is not in the key ring").doesNotContain(Planted.all());
        } finally {
            assertThat(world.admin().send(Admin.delete("/proxies/" + proxy)).status())
                    .isEqualTo(204);
        }
        assertThat(Stream.of(signedIn, keyed.id()).map(accounts::state))
                .allSatisfy(state -> assertThat(state.path("state").asText()).isEqualTo("healthy"));
        RelayClient.send(Ask.message().key(world.key())).isFine();
        assertThat(world.upstream().requests())
                .extracting(ReceivedRequest::credential)
                .containsExactly(accounts.server().lastAccessToken());
    }

    private static String log(SecondNode node) throws Exception {
        return node.log();
    }

    private JsonNode tested(SecondNode node, String account) throws Exception {
        Ask ask = world.admin().asking(Ask.post("/accounts/" + account + "/test", ""));
        URI uri = node.uri(ask.target());
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.noBody());
        for (int i = 0; i < ask.headers().size(); i += 2) {
            request.header(ask.headers().get(i), ask.headers().get(i + 1));
        }
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body());
    }
}
