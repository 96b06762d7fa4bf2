package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.fake.Behaviours;
import org.llmrelay.fake.ReceivedRequest;

/** Droid's entrances and accounts. */
@ExtendWith(ArquillianExtension.class)
class DroidIT {
    private static final String CLAUDE = "/droid/claude/v1/messages";

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private Account account(String keys, Map<String, String> models) {
        return world.account("droid", keys, Map.of("api_keys", keys), models);
    }

    private Account account(String keys) {
        return account(keys, Map.of());
    }

    private static String newKey() {
        return Planted.remember("fk-" + UUID.randomUUID());
    }

    private static Ask ask(String path, Key key) {
        return Ask.post(path, Prompt.streamed()).with("authorization", "Bearer " + key.text());
    }

    @ParameterizedTest
    @CsvSource({
        "/droid/claude/v1/messages, /a/v1/messages, message_stop",
        "/droid/openai/v1/responses, /o/v1/responses, response.completed",
        "/droid/openai/responses, /o/v1/responses, response.completed",
        "/droid/comm/v1/chat/completions, /o/v1/chat/completions, [DONE]"
    })
    void relaysEachDialectToItsPlaceAsTheCallerSentIt(String path, String place, String end) throws Exception {
        String credential = newKey();
        Account account = account(credential);
        Key key = world.key();

        Reply reply = RelayClient.send(ask(path, key).with("user-agent", "factory-cli/0.215.0"))
                .isFine();

        assertThat(reply.text()).contains(end);
        ReceivedRequest request = world.upstream().takeExchange(Patience.USUAL).request();
        assertThat(request.path()).isEqualTo(place);
        assertThat(request.values("authorization")).containsExactly("Bearer " + credential);
        assertThat(request.values("user-agent")).containsExactly("factory-cli/0.215.0");
        assertThat(request.bodyText()).isEqualTo(Prompt.streamed());
        JsonNode call = world.booked(key);
        assertThat(call.path("account").asText()).isEqualTo(account.id());
        assertThat(call.path("usage").path("output_tokens").asLong()).isPositive();
    }

    @Test
    void servesDroidWithDroidAccountsOnlyAndNobodyElseWithThem() {
        Account droid = account(newKey());
        Account claude = world.account();
        Key key = world.key();

        RelayClient.send(ask(CLAUDE, key)).isFine();
        RelayClient.send(Ask.stream().key(key)).isFine();

        assertThat(world.exchangesOf(droid)).hasSize(1);
        assertThat(world.exchangesOf(claude)).hasSize(1);
        assertThat(world.exchangesOf(droid).get(0).request().path()).isEqualTo("/a/v1/messages");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 429})
    void leavesABadKeyAloneAndGoesOnWithTheOthers(int status) {
        String bad = newKey();
        String good = newKey();
        Account account = account(bad + "\n" + good);
        world.upstream().forKey(bad).always(Behaviours.status(status));
        Key key = world.key();

        for (int i = 0; i < 6; i++) {
            RelayClient.send(ask(CLAUDE, key)).isFine();
        }

        assertThat(world.upstream().requests())
                .filteredOn(request -> request.credential().equals(bad))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(world.state(account).path("cool_downs")).isEmpty();
    }

    @Test
    void restsWhenAllItsKeysAreBad() {
        String first = newKey();
        String second = newKey();
        Account account = account(first + "\n" + second);
        world.upstream().always(Behaviours.status(401));

        RelayClient.send(ask(CLAUDE, world.key()));

        assertThat(world.upstream().requests())
                .extracting(ReceivedRequest::credential)
                .containsExactlyInAnyOrder(first, second);
        JsonNode state = Patience.until(
                "the account rests",
                () -> world.state(account),
                told -> told.path("cool_downs").size() == 1);
        assertThat(state.path("cool_downs").path(0).path("cause").asText()).isEqualTo("upstream-unauthorized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/droid/claude/v1/models", "/droid/openai/v1/models", "/droid/comm/v1/models"})
    void listsTheModelsThatItsAccountsName(String path) {
        account(newKey(), Map.of("house-model", "claude-sonnet-4-5"));
        world.account();

        Reply reply = RelayClient.send(Ask.get(path).key(world.key())).isFine();

        assertThat(reply.json().path("data").findValuesAsText("id")).containsExactly("house-model");
    }

    @ParameterizedTest
    @ValueSource(strings = {CLAUDE, "/droid/openai/v1/responses", "/droid/comm/v1/chat/completions"})
    void refusesAKeyThatIsForAnotherService(String path) {
        account(newKey());

        Reply reply = RelayClient.send(ask(path, world.key(",\"rights\":{\"services\":[\"claude\"]}")));

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.text()).contains("droid");
        assertThat(world.upstream().exchanges()).isEmpty();
    }

    @Test
    void knowsNothingElseBelowItsPrefix() {
        Reply reply = RelayClient.send(ask("/droid/claude/v1/nothing", world.key()));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().path("type").asText()).isEqualTo("error");
    }
}
