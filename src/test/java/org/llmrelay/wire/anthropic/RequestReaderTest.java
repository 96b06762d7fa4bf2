package org.llmrelay.wire.anthropic;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.call.Body;
import org.llmrelay.call.Facts;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Operation;
import org.llmrelay.failure.CallerFault;
import org.llmrelay.wire.Reading;

class RequestReaderTest {
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    @Test
    void readsModelAndStream() {
        Facts facts = facts("{\"model\":\"claude-opus-4-5\",\"stream\":true,\"max_tokens\":5," + MESSAGES + "}");

        assertThat(facts.model()).isEqualTo("claude-opus-4-5");
        assertThat(facts.family()).isEqualTo("opus");
        assertThat(facts.streamed()).isTrue();
        assertThat(facts.session()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{%s,\"model\":\"claude-x\"}",
                "  {\"é東🚆\":\"é東🚆\" ,\n\t\"model\" :  \"claude-x\"  , %s }\r\n",
                "{\"model\":\"claude-x\",%s,\"a\":[1,{\"model\":\"other\"}],\"b\":-1.5e3,\"c\":null}",
                "{\"system\":[{\"model\":\"other\"}],\"mod\\u0065l\":\"claude-x\",%s}"
            })
    void knowsWhereTheModelStands(String template) {
        byte[] body = template.formatted(MESSAGES).getBytes(UTF_8);

        Facts facts = facts(body, Headers.NONE);

        assertThat(facts.model()).isEqualTo("claude-x");
        assertThat(at(body, facts)).isEqualTo("\"claude-x\"");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            "claude-\\u006fpus", claude-opus
            "a\\"b\\\\", a"b\\
            "东京", 东京
            "\\ud83d\\ude86", 🚆
            """)
    void readsAnEscapedModelAndItsWholeLiteral(String literal, String model) {
        byte[] body = ("{\"x\":1,\"model\":" + literal + "," + MESSAGES + "}").getBytes(UTF_8);

        Facts facts = facts(body, Headers.NONE);

        assertThat(facts.model()).isEqualTo(model);
        assertThat(at(body, facts)).isEqualTo(literal);
    }

    @Test
    void findsTheModelBehindStringsOfAnyLength() {
        byte[] body = ("{\"messages\":[{\"role\":\"user\",\"content\":\"" + "é\\n".repeat(500_000)
                        + "\"}],\"model\":\"claude-x\"}")
                .getBytes(UTF_8);

        assertThat(at(body, facts(body, Headers.NONE))).isEqualTo("\"claude-x\"");
    }

    @Test
    void doesNotStreamWhereNobodyAsksForIt() {
        assertThat(facts("{\"model\":\"m\"," + MESSAGES + "}").streamed()).isFalse();
        assertThat(facts("{\"model\":\"m\",\"stream\":false," + MESSAGES + "}").streamed())
                .isFalse();
        assertThat(facts("{\"model\":\"m\",\"stream\":null," + MESSAGES + "}").streamed())
                .isFalse();
    }

    @Test
    void doesNotStreamACount() {
        Body body = body("{\"model\":\"m\",\"stream\":true," + MESSAGES + "}");

        Reading reading = RequestReader.read(Operation.COUNT_TOKENS, Headers.NONE, body);

        assertThat(((Reading.Readable) reading).facts().streamed()).isFalse();
    }

    @Test
    void takesRolesAndFieldsThatItDoesNotKnow() {
        assertThat(facts("""
                {"model":"m","messages":[{"role":"user","content":[]},{"role":"system","content":"x"},{"role":"new"},{}],
                "new_field":{"a":[[[]]]},"metadata":null,"system":null,"tools":7}""").model()).isEqualTo("m");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            {"model":"m"}                                            | messages: Field required
            {"messages":[{}]}                                        | model: Field required
            {}                                                       | model: Field required
            {"model":"m","messages":[]}                              | messages: at least one message is required
            {"model":"m","messages":"hi"}                            | messages: Input should be a valid list
            {"model":"m","messages":{"0":{}}}                        | messages: Input should be a valid list
            {"model":"m","messages":[{},"hi"]}                       | messages.1: Input should be a valid dictionary
            {"model":"m","messages":[[]]}                            | messages.0: Input should be a valid dictionary
            {"model":7,"messages":[{}]}                              | model: Input should be a valid string
            {"model":{"a":1},"messages":[{}]}                        | model: Input should be a valid string
            {"model":null,"messages":[{}]}                           | model: Input should be a valid string
            {"model":"","messages":[{}]}                             | model: String should have at least 1 character
            {"model":"m","messages":[{}],"stream":"true"}            | stream: Input should be a valid boolean
            {"model":"m","messages":[{}],"stream":[true]}            | stream: Input should be a valid boolean
            {"model":"m","messages":[{}],"max_tokens":"5"}           | max_tokens: Input should be a valid integer
            {"model":"m","messages":[{}],"max_tokens":1.5}           | max_tokens: Input should be a valid integer
            {"model":"m","messages":[{}],"model":"n"}                | model: Field appears more than once
            {"model":"m","messages":[{}],"mod\\u0065l":"n"}          | model: Field appears more than once
            {"stream":true,"model":"m","messages":[{}],"stream":true} | stream: Field appears more than once
            {"metadata":{},"model":"m","messages":[{}],"metadata":1} | metadata: Field appears more than once
            {"messages":[{}],"model":"m","messages":[{}]}            | messages: Field appears more than once
            [{"model":"m","messages":[{}]}]                          | The request body is not a JSON object
            "model"                                                  | The request body is not a JSON object
            7                                                        | The request body is not a JSON object
            {"model":"m","messages":[{}]} {}                         | The request body is not valid JSON: there is more after its end
            {"model":"m","messages":[{}]}]                           | The request body is not valid JSON: syntax error: line 1 column 30
            {"model":"m","messages":[{}]                             | The request body is not valid JSON: unexpected end
            {"model":"m                                              | The request body is not valid JSON: unexpected end
            {"model":"m","secret-name":secret-value}                 | The request body is not valid JSON: syntax error: line 1 column 28
            {"model":"m",'messages':[{}]}                            | The request body is not valid JSON: syntax error: line 1 column 14
            {"model":"m","messages":[{}],}                           | The request body is not valid JSON: syntax error: line 1 column 30
            {"model":"m","messages":[{}],"x":NaN}                    | The request body is not valid JSON: syntax error: line 1 column 37
            {"model":"m","messages":[{}],"x":01}                     | The request body is not valid JSON: syntax error: line 1 column 35
            {"model":"m","messages":[{}],"x":"\\q"}                  | The request body is not valid JSON: syntax error: line 1 column 36
            """)
    void saysWhatIsWrong(String body, String detail) {
        assertThat(complaint(body)).isEqualTo(detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void takesNoEmptyBody(String body) {
        assertThat(complaint(body)).startsWith("The request body is not");
    }

    @Test
    void takesNoDocumentBehindAByteOrderMarkOrInAnotherEncoding() {
        String json = "{\"model\":\"m\"," + MESSAGES + "}";

        assertThat(complaint("\uFEFF" + json)).startsWith("The request body is not valid JSON");
        assertThat(complaint(json.getBytes(UTF_16LE))).startsWith("The request body is not valid JSON");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 499})
    void takesNestingUpToABound(int levels) {
        String nested = "[".repeat(levels) + "]".repeat(levels);

        assertThat(facts("{\"model\":\"m\"," + MESSAGES + ",\"x\":" + nested + "}")
                        .model())
                .isEqualTo("m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"messages\":"})
    void refusesNestingBeyondIt(String opening) {
        String detail = "The request body nests too deeply, or holds a name or number that is too long";

        assertThat(complaint("{\"model\":\"m\",\"x\":" + opening.repeat(1_000_000)))
                .isEqualTo(detail);
        assertThat(complaint("{\"model\":\"m\",\"messages\":" + opening.repeat(1_000_000)))
                .isEqualTo(detail);
        assertThat(complaint(opening.repeat(1_000_000))).startsWith("The request body");
    }

    @Test
    void refusesTextsThatItWouldHaveToHold() {
        String many = "9".repeat(10_000_000);

        assertThat(complaint("{\"model\":\"" + many + "\"," + MESSAGES + "}")).startsWith("The request body");
        assertThat(complaint("{\"" + many + "\":1}")).startsWith("The request body");
        assertThat(complaint("{\"x\":" + many + "}")).startsWith("The request body");
        assertThat(complaint("{\"model\":\"" + "m".repeat(257) + "\"," + MESSAGES + "}"))
                .isEqualTo("model: String should have at most 256 characters");
    }

    @Test
    void survivesEveryCutAndEveryChangedByte() {
        byte[] body = """
                {"model":"claude-x","stream":true,"max_tokens":5,"metadata":{"user_id":"{\\"session_id\\":\\"é\\"}"},
                "system":[{"text":"東京","cache_control":{}}],"messages":[{"role":"user","content":[{"n":-1.5e3}]}]}""".getBytes(UTF_8);

        for (int i = 0; i < body.length; i++) {
            byte[] cut = Arrays.copyOf(body, i);
            assertThat(RequestReader.read(Operation.GENERATE, Headers.NONE, Body.wrap(cut)))
                    .isInstanceOf(Reading.Unreadable.class);
            for (int b :
                    new int[] {0, '\n', '"', '\\', ',', ':', '[', '{', '}', ']', '0', 'u', 0x80, 0xC3, 0xED, 0xFF}) {
                byte[] changed = body.clone();
                changed[i] = (byte) b;
                RequestReader.read(Operation.GENERATE, Headers.NONE, Body.wrap(changed));
            }
        }
    }

    @Test
    void takesTheSessionFromTheHeaderFirst() {
        String body =
                "{\"model\":\"m\",\"metadata\":{\"user_id\":\"user_a_account_b_session_inner\"}," + MESSAGES + "}";

        assertThat(facts(body.getBytes(UTF_8), Headers.of("X-Claude-Code-Session-Id", "outer"))
                        .session())
                .contains("session:outer");
        assertThat(facts(body.getBytes(UTF_8), Headers.of("x-claude-code-session-id", " "))
                        .session())
                .contains("session:inner");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            "{\\"device_id\\":\\"d\\",\\"account_uuid\\":\\"\\",\\"session_id\\":\\"3f0d-01\\"}" | session:3f0d-01
            "{\\"a\\":{\\"session_id\\":\\"no\\"},\\"session_id\\":\\"yes\\"}"                   | session:yes
            "user_0123abcd_account_3f0d-02_session_3f0d-03"                                      | session:3f0d-03
            "user_0123abcd_account__session_3f0d-03"                                             | session:3f0d-03
            """)
    void takesTheSessionFromTheUserId(String userId, String session) {
        assertThat(sessionOf("{\"model\":\"m\",\"metadata\":{\"x\":[{}],\"user_id\":" + userId + "}," + MESSAGES + "}"))
                .contains(session);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"alice\"",
                "\"\"",
                "\"{broken\"",
                "\"{\\\"session_id\\\":7}\"",
                "\"{\\\"session_id\\\":\\\"\\\"}\"",
                "\"[]\"",
                "\"user_only\"",
                "\"user_a_account_b_session_\"",
                "\"my_session_x\"",
                "7",
                "null",
                "{\"session_id\":\"x\"}"
            })
    void takesNoSessionFromAUserIdThatNamesNone(String userId) {
        assertThat(sessionOf("{\"model\":\"m\",\"metadata\":{\"user_id\":" + userId + "}," + MESSAGES + "}"))
                .isEmpty();
    }

    @Test
    void takesNoIdThatIsTooLongToBeOne() {
        String body = "{\"model\":\"m\"," + MESSAGES + "}";

        assertThat(facts(body.getBytes(UTF_8), Headers.of("x-claude-code-session-id", "x".repeat(129)))
                        .session())
                .isEmpty();
    }

    @Test
    void knowsAConversationByItsCachedSystemPrompt() {
        String system = "\"system\":[{\"text\":\"be kind\",\"cache_control\":{\"type\":\"ephemeral\"}}]";
        String first = "{\"model\":\"m\"," + system + ",\"messages\":[{\"content\":\"one\"}]}";
        String later = "{\"model\":\"n\",\"messages\":[{\"content\":\"two\"},{}]," + system + "}";
        String other = first.replace("kind", "brief");

        assertThat(sessionOf(first))
                .isEqualTo(sessionOf(later))
                .get()
                .asString()
                .matches("prefix:[0-9a-f]{32}");
        assertThat(sessionOf(first)).isNotEqualTo(sessionOf(other));
    }

    @Test
    void knowsAConversationByItsFirstMessageWhenSomeMessageIsCached() {
        String first = "{\"model\":\"m\",\"messages\":[{\"content\":\"one\"},{\"content\":[{\"cache_control\":{}}]}]}";
        String later = first.replace("]}]}", "]},{\"content\":\"more\"}],\"system\":\"plain\"}");
        String other = first.replace("one", "two");

        assertThat(sessionOf(first)).isPresent().isEqualTo(sessionOf(later)).isNotEqualTo(sessionOf(other));
    }

    @Test
    void knowsNoConversationWhereNothingIsCached() {
        assertThat(sessionOf("{\"model\":\"m\",\"system\":\"cache_control\"," + MESSAGES + "}"))
                .isEmpty();
        assertThat(sessionOf("{\"model\":\"m\",\"system\":[{\"text\":\"cache_control\"}]," + MESSAGES + "}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "claude-opus-4-5-20251101, opus",
        "claude-opus-4-6[1m], opus",
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0, sonnet",
        "anthropic.claude-3-haiku-20240307-v1:0, haiku",
        "claude-3-5-haiku@20241022, haiku",
        "Claude-Sonnet-4, sonnet",
        "claude-next, claude-next",
        "claude-next[1m], claude-next",
        "gpt-5-opus, gpt-5-opus",
        "kimi-k2, kimi-k2"
    })
    void knowsTheFamilyOfAModel(String model, String family) {
        assertThat(facts("{\"model\":\"" + model + "\"," + MESSAGES + "}").family())
                .isEqualTo(family);
    }

    private static Optional<String> sessionOf(String body) {
        return facts(body).session();
    }

    private static Facts facts(String body) {
        return facts(body.getBytes(UTF_8), Headers.NONE);
    }

    private static Facts facts(byte[] body, Headers headers) {
        Reading reading = RequestReader.read(Operation.GENERATE, headers, Body.wrap(body));
        assertThat(reading).isInstanceOf(Reading.Readable.class);
        return ((Reading.Readable) reading).facts();
    }

    private static String complaint(String body) {
        return complaint(body.getBytes(UTF_8));
    }

    private static String complaint(byte[] body) {
        Reading reading = RequestReader.read(Operation.GENERATE, Headers.NONE, Body.wrap(body));
        assertThat(reading).isInstanceOf(Reading.Unreadable.class);
        CallerFault fault = ((Reading.Unreadable) reading).fault();
        assertThat(fault).isInstanceOf(CallerFault.Malformed.class);
        return fault.publicMessage();
    }

    private static String at(byte[] body, Facts facts) {
        return new String(body, facts.modelSpan().start(), facts.modelSpan().length(), UTF_8);
    }

    private static Body body(String json) {
        return Body.wrap(json.getBytes(UTF_8));
    }
}
