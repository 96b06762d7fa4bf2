package org.llmrelay.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.llmrelay.fake.Answer;
import org.llmrelay.fake.ChatScript;
import org.llmrelay.fake.OpenAi;

/** Callers of Responses before an upstream that speaks Chat Completions only: what is told is translated, and the rest is as everywhere. */
final class ResponsesOnChatRow extends OpenAiRow {
    private static final ChatScript SAID = ChatScript.greeting().withModel(ResponsesRow.MODEL);
    private static final String ANSWER = "chatcmpl-fake1";
    private static final String MESSAGE = "msg_" + ANSWER + "_0";
    private static final String USE = "fc_" + ANSWER + "_1";
    private static final String INPUT = Json.quote("{\"cmd\":\"cat naïve.md\"}");
    private static final String TEXT = Json.quote(SAID.text());
    private static final String PART = "{\"type\":\"output_text\",\"text\":%s,\"annotations\":[],\"logprobs\":[]}";
    private static final String WORDS = "{\"id\":\"" + MESSAGE
            + "\",\"type\":\"message\",\"status\":\"%s\",\"role\":\"assistant\",\"content\":[%s]}";
    private static final String CALL = "{\"id\":\"" + USE
            + "\",\"type\":\"function_call\",\"status\":\"%s\",\"call_id\":\"call_1\",\"name\":\"exec_command\",\"arguments\":%s}";
    private static final String WHOLE_WORDS = WORDS.formatted("completed", PART.formatted(TEXT));
    private static final String WHOLE_CALL = CALL.formatted("completed", INPUT);
    private static final String USAGE =
            ("{\"input_tokens\":%d,\"input_tokens_details\":{\"cached_tokens\":%d},\"output_tokens\":%d,"
                            + "\"output_tokens_details\":{\"reasoning_tokens\":128},\"total_tokens\":%d}")
                    .formatted(
                            ChatScript.INPUT,
                            ChatScript.CACHED,
                            ChatScript.OUTPUT,
                            ChatScript.INPUT + ChatScript.OUTPUT);

    private final ResponsesRow responses = new ResponsesRow();
    private final ChatRow chat = new ChatRow();

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
        return responses.ask(key, streamed);
    }

    @Override
    public Ask inSession(Ask ask, String id) {
        return responses.inSession(ask, id);
    }

    @Override
    public Answer answer() {
        return OpenAi.chat(SAID);
    }

    @Override
    public List<byte[]> pieces() {
        List<byte[]> events = new ArrayList<>();
        String under = "\"response\":" + response("in_progress", "", "null");
        add(events, "response.created", under);
        add(events, "response.in_progress", under);
        add(events, "response.output_item.added", "\"output_index\":0,\"item\":" + WORDS.formatted("in_progress", ""));
        String place = "\"item_id\":\"" + MESSAGE + "\",\"output_index\":0,\"content_index\":0,";
        add(events, "response.content_part.added", place + "\"part\":" + PART.formatted("\"\""));
        for (String word : SAID.text().split("(?<= )", -1)) {
            add(events, "response.output_text.delta", place + "\"delta\":" + Json.quote(word) + ",\"logprobs\":[]");
        }
        add(events, "response.output_text.done", place + "\"text\":" + TEXT + ",\"logprobs\":[]");
        add(events, "response.content_part.done", place + "\"part\":" + PART.formatted(TEXT));
        add(events, "response.output_item.done", "\"output_index\":0,\"item\":" + WHOLE_WORDS);
        add(
                events,
                "response.output_item.added",
                "\"output_index\":1,\"item\":" + CALL.formatted("in_progress", "\"\""));
        String used = "\"item_id\":\"" + USE + "\",\"output_index\":1,";
        add(events, "response.function_call_arguments.delta", used + "\"delta\":" + INPUT);
        add(events, "response.function_call_arguments.done", used + "\"arguments\":" + INPUT);
        add(events, "response.output_item.done", "\"output_index\":1,\"item\":" + WHOLE_CALL);
        add(events, "response.completed", "\"response\":" + whole());
        return events;
    }

    private static void add(List<byte[]> events, String name, String members) {
        events.add(("event: " + name + "\ndata: {\"type\":\"" + name + "\",\"sequence_number\":" + events.size() + ","
                        + members + "}\n\n")
                .getBytes(UTF_8));
    }

    private static String whole() {
        return response("completed", WHOLE_WORDS + "," + WHOLE_CALL, USAGE);
    }

    private static String response(String status, String output, String usage) {
        return ("{\"id\":\"resp_%s\",\"object\":\"response\",\"created_at\":0,\"status\":\"%s\",\"background\":false,\"error\":null,"
                        + "\"incomplete_details\":null,\"instructions\":null,\"max_output_tokens\":null,\"model\":\"%s\",\"output\":[%s],"
                        + "\"parallel_tool_calls\":true,\"previous_response_id\":null,\"reasoning\":{\"effort\":null,\"summary\":null},"
                        + "\"store\":false,\"temperature\":null,\"text\":{\"format\":{\"type\":\"text\"}},\"tool_choice\":\"auto\","
                        + "\"tools\":[],\"top_p\":null,\"truncation\":\"disabled\",\"usage\":%s,\"user\":null,\"metadata\":{}}")
                .formatted(ANSWER, status, ResponsesRow.MODEL, output, usage);
    }

    @Override
    public byte[] document() {
        return whole().getBytes(UTF_8);
    }

    @Override
    public List<Long> tokens() {
        return chat.tokens();
    }

    /** What begins the response, its message and the message's text, and two words of that. */
    @Override
    public int certain() {
        return 6;
    }

    @Override
    public int certainOfUpstream() {
        return chat.certain();
    }

    /** The time at which an answer was made. */
    @Override
    public String settled(String text) {
        return text.replaceAll("\"created_at\":\\d+", "\"created_at\":0");
    }

    @Override
    public Answer refusal() {
        return chat.refusal();
    }

    @Override
    public void requireRefusal(Reply reply, byte[] said) {
        assertThat(reply.text())
                .isEqualTo(
                        "{\"error\":{\"message\":\"Something about invalid_request_error\",\"type\":\"invalid_request_error\","
                                + "\"param\":null,\"code\":null}}");
    }

    @Override
    public Answer failingStream() {
        return chat.failingStream();
    }

    @Override
    public void requireBrokenEnd(String end) {
        responses.requireBrokenEnd(end);
    }

    @Override
    public String toString() {
        return "openai>openai-chat";
    }
}
