package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.llmrelay.fake.Answer;
import org.llmrelay.fake.Gemini;
import org.llmrelay.fake.GeminiScript;

/** The Gemini API, with streams as events. */
final class GeminiRow implements DialectRow {
    private static final String MODEL = "gemini-3.8-flash";
    private static final GeminiScript SAID = GeminiScript.greeting().withModel(MODEL);

    @Override
    public String dialect() {
        return "gemini";
    }

    @Override
    public String kind() {
        return "gemini";
    }

    @Override
    public String service() {
        return "gemini";
    }

    @Override
    public Ask ask(Key key, boolean streamed) {
        String method = streamed ? "streamGenerateContent?alt=sse" : "generateContent";
        return Ask.post("/gemini/v1beta/models/" + MODEL + ":" + method, body("Be brief."))
                .with("x-goog-api-key", key.text());
    }

    private static String body(String system) {
        return "{\"systemInstruction\":{\"parts\":[{\"text\":\"" + system
                + "\"}]},\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Tell me of the " + Prompt.MARK
                + "\"}]}]}";
    }

    /** Google knows a conversation by how it begins. */
    @Override
    public Ask inSession(Ask ask, String id) {
        return ask.saying(body("Be brief, " + id));
    }

    @Override
    public Answer answer() {
        return Gemini.answer(SAID);
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
        return List.of(
                GeminiScript.PROMPT - GeminiScript.CACHED,
                GeminiScript.CACHED,
                GeminiScript.CANDIDATES + GeminiScript.THOUGHTS);
    }

    @Override
    public int certain() {
        return 3;
    }

    @Override
    public Answer refusal() {
        return Gemini.error(400, "INVALID_ARGUMENT");
    }

    @Override
    public Answer failingStream() {
        return Gemini.errorFirst(500, "INTERNAL");
    }

    @Override
    public void requireError(Reply reply, Failing failing) {
        switch (failing) {
            case UNKNOWN_KEY -> requireError(reply, 400, "INVALID_ARGUMENT");
            case LACKS_SERVICE, LACKS_MODEL -> requireError(reply, 403, "PERMISSION_DENIED");
            case TOO_MANY_REQUESTS -> requireError(reply, 429, "RESOURCE_EXHAUSTED");
            case NO_ACCOUNT -> requireError(reply, 503, "UNAVAILABLE");
        }
    }

    private static void requireError(Reply reply, int status, String canonical) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.json().fieldNames()).toIterable().containsExactly("error");
        JsonNode error = DialectRow.error(reply);
        assertThat(error.path("code").asInt()).isEqualTo(status);
        assertThat(error.path("status").asText()).isEqualTo(canonical);
        assertThat(error.path("message").asText()).isNotBlank();
    }

    @Override
    public void requireBrokenEnd(String end) {
        assertThat(end).startsWith("data: {\"error\":{").endsWith("}}\n\n").doesNotContain("finishReason");
        assertThat(Json.read(end.substring("data: ".length()))
                        .path("error")
                        .path("status")
                        .asText())
                .isEqualTo("UNAVAILABLE");
    }

    @Override
    public String requestsLeftHeader() {
        return "";
    }

    @Override
    public String toString() {
        return dialect();
    }
}
