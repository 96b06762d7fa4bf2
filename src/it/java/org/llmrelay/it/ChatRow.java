package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.llmrelay.fake.Answer;
import org.llmrelay.fake.ChatScript;
import org.llmrelay.fake.OpenAi;

/** OpenAI's Chat Completions, at an upstream that is merely compatible. */
final class ChatRow extends OpenAiRow {
    static final String MODEL = "gpt-4o";

    private static final ChatScript SAID = ChatScript.greeting().withModel(MODEL);

    @Override
    public String dialect() {
        return "openai-chat";
    }

    @Override
    public String kind() {
        return "openai-compatible";
    }

    @Override
    public Ask ask(Key key, boolean streamed) {
        String more = streamed ? ",\"stream\":true,\"stream_options\":{\"include_usage\":true}" : "";
        return Ask.post("/openai/v1/chat/completions", Prompt.of(MODEL, more))
                .with("authorization", "Bearer " + key.text());
    }

    @Override
    public Ask inSession(Ask ask, String id) {
        return ask.with("x-session-id", id);
    }

    @Override
    public Answer answer() {
        return OpenAi.chat(SAID);
    }

    @Override
    public List<byte[]> pieces() {
        return SAID.events(true);
    }

    @Override
    public byte[] document() {
        return SAID.json();
    }

    @Override
    public List<Long> tokens() {
        return List.of(ChatScript.INPUT - ChatScript.CACHED, ChatScript.CACHED, ChatScript.OUTPUT);
    }

    @Override
    public int certain() {
        return 3;
    }

    @Override
    public Answer refusal() {
        return OpenAi.error(400, "invalid_request_error", "context_length_exceeded");
    }

    @Override
    public Answer failingStream() {
        return OpenAi.failedChat("server_error");
    }

    @Override
    public void requireBrokenEnd(String end) {
        assertThat(end).startsWith("data: {\"error\":{").endsWith("}}\n\n").doesNotContain("[DONE]");
        assertThat(Json.read(end.substring("data: ".length()))
                        .path("error")
                        .path("type")
                        .asText())
                .isEqualTo("server_error");
    }
}
