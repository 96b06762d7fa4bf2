package org.llmrelay.wire.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.Facts;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Operation;
import org.llmrelay.wire.Dialect;
import org.llmrelay.wire.Reading;

class RequestReaderTest {
    private static final Dialect RESPONSES = new ResponsesDialect();
    private static final Dialect CHAT = new ChatDialect();
    private static final String TOLD =
            "[{\"role\":\"developer\",\"content\":\"Be brief.\"},{\"content\":[{\"type\":\"input_text\",\"text\":\"hi\"}],\"role\":\"user\"}";

    @Test
    void readsAResponsesRequest() {
        String body = "{\"stream\":true,\"max_output_tokens\":77,\"input\":\"hi\",\"model\" : \"gpt-5.6-2026-07-30\"}";

        Facts facts = responses(body);

        assertThat(facts.model()).isEqualTo("gpt-5.6-2026-07-30");
        assertThat(facts.family()).isEqualTo("gpt-5.6").isEqualTo(RESPONSES.family("gpt-5.6-2026-07-30"));
        assertThat(body.substring(facts.modelSpan().start(), facts.modelSpan().end()))
                .isEqualTo("\"gpt-5.6-2026-07-30\"");
        assertThat(facts.outputLimit()).isEqualTo(77);
        assertThat(facts.streamed()).isTrue();
        assertThat(facts.session()).isEmpty();
    }

    @Test
    void needsNoInputWhereAnEarlierResponseMayStandIn() {
        assertThat(responses("{\"model\":\"m\",\"previous_response_id\":\"resp_1\"}")
                        .streamed())
                .isFalse();
    }

    @Test
    void takesTheLargerOfTwoLimitsOfAChatForEveryChoice() {
        Facts facts = chat(
                "{\"model\":\"m\",\"n\":3,\"max_tokens\":10,\"max_completion_tokens\":20,\"messages\":" + TOLD + "]}");

        assertThat(facts.outputLimit()).isEqualTo(60);
    }

    @Test
    void boundsALimitThatNobodyCanMean() {
        assertThat(chat("{\"model\":\"m\",\"n\":9999999999,\"max_tokens\":99999999999999999999,\"messages\":" + TOLD
                                + "]}")
                        .outputLimit())
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void neverStreamsACompactionOrEmbeddings() {
        String body = "{\"model\":\"m\",\"stream\":true,\"input\":\"x\"}";

        assertThat(facts(RESPONSES, "/v1/responses/compact", body, Headers.NONE).streamed())
                .isFalse();
        assertThat(facts(new EmbeddingsDialect(), "/v1/embeddings", body, Headers.NONE)
                        .streamed())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"session-id", "session_id", "Thread-Id", "x-session-id"})
    void tellsConversationsApartByTheirHeader(String name) {
        Facts facts = facts(
                RESPONSES, "/v1/responses", "{\"model\":\"m\",\"prompt_cache_key\":\"k\"}", Headers.of(name, "s1"));

        assertThat(facts.session()).contains("session:s1");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', textBlock = """
            "prompt_cache_key":"k1" => session:k1
            "conversation":"conv_1" => session:conv_1
            "conversation":{"x":[1],"id":"conv_2"} => session:conv_2
            """)
    void tellsConversationsApartByTheirBody(String member, String session) {
        assertThat(responses("{\"model\":\"m\"," + member + "}").session()).contains(session);
    }

    @Test
    void keepsAConversationTogetherByWhatItBeginsWith() {
        String first =
                chat("{\"model\":\"m\",\"messages\":" + TOLD + "]}").session().orElseThrow();
        String later = chat("{\"model\":\"m\",\"n\":1,\"messages\":" + TOLD
                        + ",{\"role\":\"assistant\",\"content\":\"yes?\"},{\"role\":\"user\",\"content\":\"more\"}]}")
                .session()
                .orElseThrow();
        String other = chat("{\"model\":\"m\",\"messages\":" + TOLD.replace("hi", "ho") + "]}")
                .session()
                .orElseThrow();

        assertThat(later).startsWith("prefix:").isEqualTo(first).isNotEqualTo(other);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', textBlock = """
            {"messages":[{}]} => Missing required parameter: 'model'.
            {"model":"m"} => Missing required parameter: 'messages'.
            {"model":7,"messages":[{}]} => Invalid type for 'model': expected a string.
            {"model":"","messages":[{}]} => Invalid 'model': expected a string of 1 to 256 characters.
            {"model":"m","messages":[]} => Invalid 'messages': empty array. Expected at least one element.
            {"model":"m","messages":"hi"} => Invalid type for 'messages': expected an array of objects.
            {"model":"m","stream":"yes","messages":[{}]} => Invalid type for 'stream': expected a boolean.
            {"model":"m","max_tokens":"7","messages":[{}]} => Invalid type for 'max_tokens': expected an integer.
            {"model":"m","model":"n","messages":[{}]} => Duplicate parameter: 'model'.
            [] => The request body must be a JSON object.
            {"model":"m","messages":[{}]}x => The request body is not valid JSON: syntax error: line 1 column 30
            {"model":"m" => The request body is not valid JSON: unexpected end
            """)
    void saysWhatIsWrong(String body, String complaint) {
        Reading reading =
                CHAT.read(Operation.GENERATE, request("/v1/chat/completions", body.getBytes(UTF_8), Headers.NONE));

        assertThat(reading).isInstanceOfSatisfying(Reading.Unreadable.class, unreadable -> assertThat(
                        unreadable.fault().publicMessage())
                .isEqualTo(complaint));
    }

    @Test
    void takesNoTextThatTwoReadersMightReadDifferently() {
        byte[] body = {'{', '"', (byte) 0xC0, (byte) 0x80, '"', '}'};

        assertThat(RESPONSES.read(Operation.GENERATE, request("/v1/responses", body, Headers.NONE)))
                .isInstanceOf(Reading.Unreadable.class);
    }

    @Test
    void survivesNestingWithoutEnd() {
        byte[] body = ("{\"input\":" + "[".repeat(100_000)).getBytes(UTF_8);

        assertThat(RESPONSES.read(Operation.GENERATE, request("/v1/responses", body, Headers.NONE)))
                .isInstanceOf(Reading.Unreadable.class);
    }

    private static Facts responses(String body) {
        return facts(RESPONSES, "/v1/responses", body, Headers.NONE);
    }

    private static Facts chat(String body) {
        return facts(CHAT, "/v1/chat/completions", body, Headers.NONE);
    }

    private static Facts facts(Dialect dialect, String path, String body, Headers headers) {
        Reading reading = dialect.read(Operation.GENERATE, request(path, body.getBytes(UTF_8), headers));
        assertThat(reading).isInstanceOf(Reading.Readable.class);
        return ((Reading.Readable) reading).facts();
    }

    private static Call.Request request(String path, byte[] body, Headers headers) {
        return new Call.Request("POST", path, null, headers, Body.wrap(body));
    }
}
