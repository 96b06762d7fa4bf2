package org.llmrelay.wire.gemini;

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
import org.llmrelay.failure.CallerFault;
import org.llmrelay.wire.Dialect;
import org.llmrelay.wire.Reading;

class RequestReaderTest {
    private static final String GENERATE = "/v1beta/models/gemini-2.5-pro:generateContent";
    private static final String HI = "{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}";
    private static final String HELLO = "{\"role\":\"model\",\"parts\":[{\"text\":\"hello\"}]}";

    @Test
    void readsModelAndStreamFromThePath() {
        Facts facts = facts(GENERATE, "{\"contents\":[" + HI + "]}");
        Facts streamed =
                facts("/v1/models/gemini-2.5-flash:streamGenerateContent", "{\"contents\":[],\"model\":\"other\"}");

        assertThat(facts.model()).isEqualTo("gemini-2.5-pro");
        assertThat(facts.family()).isEqualTo("gemini-2.5-pro");
        assertThat(facts.modelSpan().length()).isZero();
        assertThat(facts.streamed()).isFalse();
        assertThat(facts.session()).isEmpty();
        assertThat(streamed.model()).isEqualTo("gemini-2.5-flash");
        assertThat(streamed.streamed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            {}                                                                      | 0
            {"generationConfig":{"maxOutputTokens":900}}                            | 900
            {"generation_config":{"max_output_tokens":"900","temperature":1}}       | 900
            {"generationConfig":{"maxOutputTokens":9e2,"candidateCount":3}}         | 2700
            {"generationConfig":{"maxOutputTokens":-1}}                             | 0
            {"generationConfig":{"maxOutputTokens":99999999999999,"candidateCount":8}} | 2147483647
            {"generationConfig":{"maxOutputTokens":"many"}}                         | 0
            {"generationConfig":null,"tools":[{"maxOutputTokens":5}]}               | 0
            """)
    void readsHowLongTheAnswerMayBe(String body, long limit) {
        assertThat(facts(GENERATE, body).outputLimit()).isEqualTo(limit);
    }

    @Test
    void knowsAConversationByItsBeginning() {
        String first = "{\"systemInstruction\":{\"parts\":[]},\"contents\":[" + HI + "]}";
        String second = "{\"contents\":[" + HI + "," + HELLO + "," + HI
                + "],\"system_instruction\":{\"parts\":[]},\"tools\":[]}";
        String other = "{\"contents\":[" + HELLO + "],\"systemInstruction\":{\"parts\":[]}}";

        String session = facts(GENERATE, first).session().orElseThrow();

        assertThat(session).startsWith("prefix:");
        assertThat(facts(GENERATE, second).session()).contains(session);
        assertThat(facts(GENERATE, other).session()).isPresent().get().isNotEqualTo(session);
    }

    @Test
    void takesASecondTurnForAConversationAlsoWithoutInstructions() {
        assertThat(facts(GENERATE, "{\"contents\":[" + HI + "]}").session()).isEmpty();
        assertThat(facts(GENERATE, "{\"contents\":[" + HI + "," + HELLO + "]}").session())
                .isPresent();
    }

    @Test
    void readsTheEnvelopeOfCodeAssist() {
        String body =
                "{\"model\":\"gemini-3.8-flash\",\"project\":\"p\",\"user_prompt_id\":\"u\",\"request\":{\"contents\":["
                        + HI + "],\"generationConfig\":{\"maxOutputTokens\":7},\"session_id\":\"abc\"}}";

        Facts facts = facts("/v1internal:streamGenerateContent", body);

        assertThat(facts.model()).isEqualTo("gemini-3.8-flash");
        assertThat(body.substring(facts.modelSpan().start(), facts.modelSpan().end()))
                .isEqualTo("\"gemini-3.8-flash\"");
        assertThat(facts.outputLimit()).isEqualTo(7);
        assertThat(facts.streamed()).isTrue();
        assertThat(facts.session()).contains("session:abc");
    }

    @Test
    void findsTheModelOfACountWithinTheRequest() {
        String body = "{\"request\":{\"model\":\"models/gemini-2.5-pro\",\"contents\":[]}}";

        assertThat(facts("/v1internal:countTokens", body).model()).isEqualTo("gemini-2.5-pro");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"contents\":[}",
                "{} {}",
                "{\"generationConfig\":{},\"generation_config\":{}}",
                "{\"generationConfig\":{\"maxOutputTokens\":1,\"max_output_tokens\":9}}",
                "{\"contents\":[],\"contents\":[]}"
            })
    void refusesWhatTwoReadersMightReadDifferently(String body) {
        assertThat(complaint(GENERATE, body)).startsWith("Invalid JSON payload received. ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"model\":5}",
                "{\"model\":\"\"}",
                "{\"model\":\"a\",\"model\":\"b\"}",
                "{\"model\":\"a\",\"request\":{\"model\":\"b\"}}",
                "{\"model\":\"a\",\"project\":\"b\",\"project\":\"c\"}"
            })
    void refusesAnEnvelopeWithoutOneModel(String body) {
        assertThat(complaint("/v1internal:generateContent", body)).isNotEmpty();
    }

    @Test
    void quotesNothingOfTheBody() {
        assertThat(complaint(GENERATE, "{\"secret\": secret}")).doesNotContain("secret");
    }

    private static Facts facts(String path, String body) {
        Reading reading = read(path, body);
        assertThat(reading).isInstanceOf(Reading.Readable.class);
        return ((Reading.Readable) reading).facts();
    }

    private static String complaint(String path, String body) {
        Reading reading = read(path, body);
        assertThat(reading).isInstanceOf(Reading.Unreadable.class);
        CallerFault fault = ((Reading.Unreadable) reading).fault();
        return fault.publicMessage();
    }

    private static Reading read(String path, String body) {
        Dialect dialect = path.startsWith(CodeAssistDialect.PREFIX) ? new CodeAssistDialect() : new GeminiDialect();
        return dialect.read(
                Operation.GENERATE,
                new Call.Request("POST", path, null, Headers.NONE, Body.wrap(body.getBytes(UTF_8))));
    }
}
