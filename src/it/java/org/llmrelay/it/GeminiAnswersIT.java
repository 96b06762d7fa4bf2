package org.llmrelay.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.fake.Behaviours;
import org.llmrelay.fake.Gemini;
import org.llmrelay.fake.GeminiScript;
import org.llmrelay.fake.ReceivedRequest;

/** Gemini through the relay: good answers byte for byte, and bad days. */
@ExtendWith(ArquillianExtension.class)
class GeminiAnswersIT {
    private static final String MODEL = "gemini-3.8-flash";
    private static final String ROOT = "/gemini/v1beta/models/" + MODEL;
    private static final String EVENTS = ROOT + ":streamGenerateContent?alt=sse";
    private static final String ARRAY = ROOT + ":streamGenerateContent";
    private static final String BODY = "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"hi " + Prompt.MARK
            + "\"}]}],\"generationConfig\":{\"maxOutputTokens\":4000}}";
    private static final GeminiScript GREETING = GeminiScript.greeting().withModel(MODEL);

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private static Ask ask(String target, Key key) {
        return Ask.post(target, BODY).with("x-goog-api-key", key.text());
    }

    private Account account(int priority) {
        return world.account(priority, "gemini");
    }

    @ParameterizedTest
    @ValueSource(strings = {EVENTS, ARRAY, ROOT + ":generateContent"})
    void passesAnswersByteForByteAndBooksThem(String target) throws Exception {
        Account account = account(50);
        Key key = world.key();

        Reply reply = RelayClient.send(ask(target, key)).isFine();

        assertThat(reply.body())
                .isEqualTo(world.upstream().takeExchange(Patience.USUAL).bodySent());
        JsonNode call = world.booked(key);
        assertThat(call.path("ending").asText()).isEqualTo("completed");
        assertThat(call.path("model").asText()).isEqualTo(MODEL);
        assertThat(call.path("account").asText()).isEqualTo(account.id());
        requireUsage(call.path("usage"));
    }

    private static void requireUsage(JsonNode usage) {
        assertThat(usage.path("input_tokens").asLong()).isEqualTo(GeminiScript.PROMPT - GeminiScript.CACHED);
        assertThat(usage.path("cache_read_tokens").asLong()).isEqualTo(GeminiScript.CACHED);
        assertThat(usage.path("output_tokens").asLong()).isEqualTo(GeminiScript.CANDIDATES + GeminiScript.THOUGHTS);
    }

    @Test
    void passesAStreamThatComesByteByByte() throws Exception {
        account(50);
        world.upstream().next(Gemini.answer(GREETING).oneByteAtATime());

        Reply reply = RelayClient.send(ask(ARRAY, world.key())).isFine();

        assertThat(reply.body()).isEqualTo(joined(GREETING.array()));
    }

    @Test
    void sendsTheAccountsKeyAndNotTheCallers() throws Exception {
        Account account = account(50);
        Key key = world.key();

        RelayClient.send(Ask.post(EVENTS + "&key=" + key.text(), BODY).with("user-agent", "GeminiCLI/1"))
                .isFine();

        ReceivedRequest request = world.upstream().takeExchange(Patience.USUAL).request();
        assertThat(request.target()).isEqualTo("/v1beta/models/" + MODEL + ":streamGenerateContent?alt=sse");
        assertThat(request.values("x-goog-api-key")).containsExactly(account.credential());
        assertThat(request.header("user-agent")).contains("GeminiCLI/1");
        assertThat(request.bodyText()).isEqualTo(BODY);
        assertThat(request.headers().toString()).doesNotContain(key.text());
    }

    @Test
    void writesTheNameThatTheAccountKnowsIntoThePath() throws Exception {
        world.account(50, "gemini", Map.of(MODEL, "gemini-2.5-pro"));

        RelayClient.send(ask(ROOT + ":generateContent", world.key())).isFine();

        assertThat(world.upstream().takeExchange(Patience.USUAL).request().path())
                .isEqualTo("/v1beta/models/gemini-2.5-pro:generateContent");
    }

    @Test
    void countsTokensForNothing() {
        account(50);
        Key key = world.key();

        Reply reply = RelayClient.send(ask(ROOT + ":countTokens", key)).isFine();
        RelayClient.send(ask(ROOT + ":generateContent", key)).isFine();

        assertThat(reply.json().path("totalTokens").asInt()).isPositive();
        assertThat(world.booked(key).path("usage").path("output_tokens").asLong())
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {MODEL, "gemini%2D3.8%2dflash", "GEMINI-3.8-flash"})
    void refusesAModelThatTheKeyMayNotUseHoweverItIsWritten(String written) {
        account(50);
        Key key = world.key(",\"rights\":{\"models\":{\"blocked\":[\"gemini-3*\"]}}");

        Reply reply = RelayClient.send(ask("/gemini/v1beta/models/" + written + ":generateContent", key));

        requireError(reply, 403, "PERMISSION_DENIED");
        assertThat(world.upstream().exchanges()).isEmpty();
    }

    @Test
    void refusesAKeyThatIsForAnotherService() {
        account(50);

        Reply reply = RelayClient.send(ask(EVENTS, world.key(",\"rights\":{\"services\":[\"claude\"]}")));

        requireError(reply, 403, "PERMISSION_DENIED");
    }

    @Test
    void keepsAConversationAtItsAccount() {
        Account first = account(50);
        Account second = account(50);
        Key key = world.key();
        String turn =
                "{\"systemInstruction\":{\"parts\":[{\"text\":\"Be brief\"}]},\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}%s]}";

        for (int i = 0; i < 4; i++) {
            String more = ",{\"role\":\"model\",\"parts\":[{\"text\":\"yes\"}]}".repeat(i);
            RelayClient.send(ask(EVENTS, key).saying(turn.formatted(more))).isFine();
        }

        assertThat(List.of(
                        world.exchangesOf(first).size(),
                        world.exchangesOf(second).size()))
                .containsExactlyInAnyOrder(0, 4);
    }

    @Test
    void triesTheNextAccountWhenAKeyIsWrongThoughItIsToldAsABadRequest() {
        Account wrong = account(1);
        account(2);
        world.playing(wrong).next(Gemini.errorBecause(400, "INVALID_ARGUMENT", "API_KEY_INVALID"));

        RelayClient.send(ask(EVENTS, world.key())).isFine();

        JsonNode rests = Patience.until(
                "the account rests",
                () -> world.state(wrong),
                state -> state.path("cool_downs").size() == 1);
        assertThat(rests.path("cool_downs").path(0).path("cause").asText()).isEqualTo("upstream-unauthorized");
    }

    @Test
    void passesOnWhatGoogleSaysOfABadRequest() throws Exception {
        account(1);
        account(2);
        world.upstream().next(Gemini.error(400, "INVALID_ARGUMENT"));

        Reply reply = RelayClient.send(ask(EVENTS, world.key()));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body())
                .isEqualTo(world.upstream().takeExchange(Patience.USUAL).bodySent());
        assertThat(world.upstream().exchanges()).hasSize(1);
    }

    @Test
    void leavesAnAccountAloneForAsLongAsGoogleAsks() {
        account(1);
        world.upstream().next(Gemini.exhausted("37s"));

        Reply reply = RelayClient.send(ask(EVENTS, world.key()));

        requireError(reply, 429, "RESOURCE_EXHAUSTED");
        assertThat(Integer.parseInt(reply.header("retry-after"))).isBetween(25, 37);
        assertThat(reply.text()).contains("google.rpc.RetryInfo");
    }

    @ParameterizedTest
    @ValueSource(strings = {EVENTS, ARRAY})
    void triesTheNextAccountWhenAStreamBeginsWithAnError(String target) {
        Account full = account(1);
        account(2);
        world.playing(full).next(Gemini.errorFirst(429, "RESOURCE_EXHAUSTED"));

        Reply reply = RelayClient.send(ask(target, world.key())).isFine();

        assertThat(reply.text()).contains("Grüße").doesNotContain("\"error\"");
    }

    @ParameterizedTest
    @CsvSource({"0", "60"})
    void endsABrokenStreamWithAnErrorEvent(int more) {
        account(1);
        world.upstream().next(Gemini.answer(GREETING).cutAfterBytes(size(GREETING.events(), 3) + more));
        Key key = world.key();

        Reply reply = RelayClient.send(ask(EVENTS, key)).isFine();

        String whole = new String(joined(GREETING.events().subList(0, 3)), UTF_8);
        assertThat(reply.text())
                .startsWith(whole + "data: {\"error\":{\"code\":502,")
                .endsWith("}}\n\n");
        assertThat(world.booked(key).path("ending").asText()).isEqualTo("broke-off");
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "60"})
    void endsABrokenArrayWithAnErrorElement(int more) {
        account(1);
        world.upstream().next(Gemini.answer(GREETING).cutAfterBytes(size(GREETING.array(), 3) + more));
        Key key = world.key();

        Reply reply = RelayClient.send(ask(ARRAY, key)).isFine();

        JsonNode elements = reply.json();
        assertThat(elements).hasSize(4);
        assertThat(elements.path(2).path("candidates").path(0).path("content").isObject())
                .isTrue();
        assertThat(elements.path(3).path("error").path("status").asText()).isEqualTo("UNAVAILABLE");
        assertThat(world.booked(key).path("ending").asText()).isEqualTo("broke-off");
    }

    @Test
    void breaksTheConnectionOfADocumentThatIsCut() {
        account(1);
        String half = "{\"candidates\": [{\"content\": \"" + "x".repeat(200_000);
        world.upstream()
                .next(Behaviours.body(200, "application/json", half.getBytes(UTF_8))
                        .cutAfterBytes(150_000));

        assertThatThrownBy(() -> RelayClient.send(ask(ROOT + ":generateContent", world.key())))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void tellsInGooglesFormThatAKeyIsWrong() {
        Reply reply = RelayClient.send(Ask.post(EVENTS, BODY).with("x-goog-api-key", "cr_wrong"));

        requireError(reply, 400, "INVALID_ARGUMENT");
        assertThat(reply.text()).contains("API_KEY_INVALID");
    }

    @Test
    void listsTheModelsOfItsAccounts() {
        world.account(50, "gemini", Map.of("house-model", "gemini-2.5-pro"));

        Reply reply = RelayClient.send(
                        Ask.get("/gemini/v1beta/models?key=" + world.key().text()))
                .isFine();

        assertThat(reply.json().path("models").findValuesAsText("name"))
                .containsExactlyInAnyOrder("models/gemini-3.8-flash", "models/gemini-2.5-pro", "models/house-model");
    }

    private static void requireError(Reply reply, int code, String status) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(code);
        JsonNode error = reply.json().path("error");
        assertThat(error.path("code").asInt()).isEqualTo(code);
        assertThat(error.path("status").asText()).isEqualTo(status);
        assertThat(error.path("message").asText()).isNotBlank();
    }

    private static int size(List<byte[]> segments, int count) {
        return joined(segments.subList(0, count)).length;
    }

    private static byte[] joined(List<byte[]> segments) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        segments.forEach(all::writeBytes);
        return all.toByteArray();
    }
}
