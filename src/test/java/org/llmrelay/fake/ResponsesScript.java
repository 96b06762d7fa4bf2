package org.llmrelay.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * What the model says in one answer of OpenAI's Responses: some text and a call of a function. Immutable.
 *
 * @param model what the answer names as its model; empty for the one that was asked for
 */
public record ResponsesScript(String model, String text) {
    public static final long INPUT = 21_095;
    public static final long CACHED = 18_432;
    public static final long OUTPUT = 503;

    private static final String ARGUMENTS = "{\"cmd\":\"cat naïve.md\"}";
    private static final String USAGE = ("{\"input_tokens\":%d,\"input_tokens_details\":{\"cached_tokens\":%d},"
                    + "\"output_tokens\":%d,\"output_tokens_details\":{\"reasoning_tokens\":384},\"total_tokens\":%d}")
            .formatted(INPUT, CACHED, OUTPUT, INPUT + OUTPUT);

    public static ResponsesScript greeting() {
        return new ResponsesScript("", "Grüße aus Köln! 你好 👩‍💻 \"usage\":{");
    }

    public ResponsesScript withModel(String other) {
        return new ResponsesScript(other, text);
    }

    ResponsesScript forRequest(ReceivedRequest request) {
        return model.isEmpty() ? withModel(request.model()) : this;
    }

    /** The stream's events, each with its name, its data line and the empty line after it. */
    public List<byte[]> events() {
        List<byte[]> events = new ArrayList<>();
        add(events, "response.created", "\"response\":" + response("in_progress", "", "null"));
        add(events, "response.in_progress", "\"response\":" + response("in_progress", "", "null"));
        String message =
                "{\"id\":\"msg_1\",\"type\":\"message\",\"status\":\"in_progress\",\"role\":\"assistant\",\"content\":[]}";
        add(events, "response.output_item.added", "\"output_index\":0,\"item\":" + message);
        for (String word : text.split("(?<= )", -1)) {
            add(
                    events,
                    "response.output_text.delta",
                    "\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,\"logprobs\":[],\"delta\":"
                            + Json.quote(word));
        }
        add(events, "response.output_item.done", "\"output_index\":0,\"item\":" + message());
        add(events, "response.output_item.done", "\"output_index\":1,\"item\":" + call());
        add(events, "response.completed", "\"response\":" + response("completed", message() + "," + call(), USAGE));
        return events;
    }

    /** The answer in one piece. */
    public byte[] json() {
        return response("completed", message() + "," + call(), USAGE).getBytes(UTF_8);
    }

    private static void add(List<byte[]> events, String name, String members) {
        String json = "{\"type\":\"" + name + "\",\"sequence_number\":" + events.size() + "," + members + "}";
        events.add(MessageScript.event(name, json));
    }

    private String message() {
        return "{\"id\":\"msg_1\",\"type\":\"message\",\"status\":\"completed\",\"role\":\"assistant\",\"content\":["
                + "{\"type\":\"output_text\",\"annotations\":[],\"logprobs\":[],\"text\":" + Json.quote(text) + "}]}";
    }

    private static String call() {
        return "{\"id\":\"fc_1\",\"type\":\"function_call\",\"status\":\"completed\",\"call_id\":\"call_1\","
                + "\"name\":\"exec_command\",\"arguments\":" + Json.quote(ARGUMENTS) + "}";
    }

    private String response(String status, String output, String usage) {
        return ("{\"id\":\"resp_fake1\",\"object\":\"response\",\"created_at\":1795428000,\"status\":\"%s\","
                        + "\"error\":null,\"incomplete_details\":null,\"instructions\":\"Be brief.\",\"metadata\":{},"
                        + "\"model\":%s,\"output\":[%s],\"parallel_tool_calls\":true,\"temperature\":1.0,"
                        + "\"tool_choice\":\"auto\",\"tools\":[],\"top_p\":1.0,\"service_tier\":\"default\",\"usage\":%s}")
                .formatted(status, Json.quote(model), output, usage);
    }
}
