package org.llmrelay.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * What the model says in one answer of OpenAI's Chat Completions: some text and a call of a function. Immutable.
 *
 * @param model what the answer names as its model; empty for the one that was asked for
 */
public record ChatScript(String model, String text) {
    public static final long INPUT = 2_006;
    public static final long CACHED = 1_920;
    public static final long OUTPUT = 300;

    private static final String ARGUMENTS = "{\"cmd\":\"cat naïve.md\"}";
    private static final String USAGE = ("{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d,"
                    + "\"prompt_tokens_details\":{\"cached_tokens\":%d},\"completion_tokens_details\":{\"reasoning_tokens\":128}}")
            .formatted(INPUT, OUTPUT, INPUT + OUTPUT, CACHED);

    public static ChatScript greeting() {
        return new ChatScript("", "Grüße aus Köln! 你好 👩‍💻 \"usage\": {");
    }

    public ChatScript withModel(String other) {
        return new ChatScript(other, text);
    }

    ChatScript forRequest(ReceivedRequest request) {
        return model.isEmpty() ? withModel(request.model()) : this;
    }

    /** The stream's chunks as events, the mark of its end included; the usage only where the caller has asked for it. */
    public List<byte[]> events(boolean usage) {
        List<byte[]> events = new ArrayList<>();
        add(events, "{\"role\":\"assistant\",\"content\":\"\"}", "null");
        for (String word : text.split("(?<= )", -1)) {
            add(events, "{\"content\":" + Json.quote(word) + "}", "null");
        }
        add(
                events,
                "{\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"exec_command\",\"arguments\":"
                        + Json.quote(ARGUMENTS) + "}}]}",
                "null");
        add(events, "{}", "\"tool_calls\"");
        if (usage) {
            events.add(data(chunk("[]", USAGE)));
        }
        events.add("data: [DONE]\n\n".getBytes(UTF_8));
        return events;
    }

    /** The answer in one piece. */
    public byte[] json() {
        String message = "{\"role\":\"assistant\",\"content\":" + Json.quote(text)
                + ",\"refusal\":null,\"annotations\":[],\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\","
                + "\"function\":{\"name\":\"exec_command\",\"arguments\":" + Json.quote(ARGUMENTS) + "}}]}";
        return ("{\"id\":\"chatcmpl-fake1\",\"object\":\"chat.completion\",\"created\":1795428000,\"model\":%s,\"choices\":["
                        + "{\"index\":0,\"message\":%s,\"logprobs\":null,\"finish_reason\":\"tool_calls\"}],\"usage\":%s,"
                        + "\"service_tier\":\"default\",\"system_fingerprint\":\"fp_fake\"}")
                .formatted(Json.quote(model), message, USAGE)
                .getBytes(UTF_8);
    }

    private void add(List<byte[]> events, String delta, String finish) {
        String choice = "[{\"index\":0,\"delta\":" + delta + ",\"logprobs\":null,\"finish_reason\":" + finish + "}]";
        events.add(data(chunk(choice, "null")));
    }

    private String chunk(String choices, String usage) {
        return ("{\"id\":\"chatcmpl-fake1\",\"object\":\"chat.completion.chunk\",\"created\":1795428000,\"model\":%s,"
                        + "\"service_tier\":\"default\",\"system_fingerprint\":\"fp_fake\",\"choices\":%s,\"usage\":%s}")
                .formatted(Json.quote(model), choices, usage);
    }

    private static byte[] data(String json) {
        return ("data: " + json + "\n\n").getBytes(UTF_8);
    }
}
