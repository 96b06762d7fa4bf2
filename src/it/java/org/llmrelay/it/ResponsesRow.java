package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.llmrelay.fake.Answer;
import org.llmrelay.fake.OpenAi;
import org.llmrelay.fake.ResponsesScript;

/** OpenAI's Responses. */
final class ResponsesRow extends OpenAiRow {
    static final String MODEL = "gpt-5.6";

    private static final ResponsesScript SAID = ResponsesScript.greeting().withModel(MODEL);
    private static final String FAILED = "event: response.failed\ndata: ";

    @Override
    public String dialect() {
        return "openai";
    }

    @Override
    public String kind() {
        return "openai";
    }

    @Override
    public Ask ask(Key key, boolean streamed) {
        return Ask.post("/openai/v1/responses", """
                        {"model":"%s","input":"Tell me of the %s.","store":false,"stream":%s}""".formatted(MODEL, Prompt.MARK, streamed))
                .with("authorization", "Bearer " + key.text());
    }

    @Override
    public Ask inSession(Ask ask, String id) {
        return ask.with("session-id", id);
    }

    @Override
    public Answer answer() {
        return OpenAi.responses(SAID);
    }

    @Override
    public List<byte[]> pieces() {
        return SAID.events();
    }

    @Override
    public byte[] document() {
        return SAID.json();
    }

    @Override
    public List<Long> tokens() {
        return List.of(ResponsesScript.INPUT - ResponsesScript.CACHED, ResponsesScript.CACHED, ResponsesScript.OUTPUT);
    }

    @Override
    public int certain() {
        return 5;
    }

    @Override
    public Answer refusal() {
        return OpenAi.error(400, "invalid_request_error", "unsupported_parameter");
    }

    @Override
    public Answer failingStream() {
        return OpenAi.failedResponse("server_error");
    }

    @Override
    public void requireBrokenEnd(String end) {
        assertThat(end).startsWith(FAILED).endsWith("\n\n");
        JsonNode event = Json.read(end.substring(FAILED.length()));
        assertThat(event.path("type").asText()).isEqualTo("response.failed");
        assertThat(event.path("response").path("status").asText()).isEqualTo("failed");
        assertThat(event.path("response").path("error").path("code").asText()).isEqualTo("server_error");
    }
}
