package org.llmrelay.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Where behaviours in OpenAI's dialects begin. */
public final class OpenAi {
    private static final Pattern USAGE_WANTED = Pattern.compile("\"include_usage\"\\s*:\\s*true");

    private OpenAi() {}

    /** An answer of Responses, streamed or not, as asked. */
    public static Answer responses(ResponsesScript script) {
        return answer(exchange -> responses(script, exchange.request()));
    }

    /** An answer of Chat Completions, streamed or not, as asked. */
    public static Answer chat(ChatScript script) {
        return answer(exchange -> chat(script, exchange.request()));
    }

    /** An error in OpenAI's form. */
    public static Answer error(int status, String type, String code) {
        return answer(exchange -> errorContent(status, type, code));
    }

    /** A 429 of a subscription whose window ends in so many seconds. */
    public static Answer usageLimit(long seconds) {
        return answer(exchange -> windows(
                Content.json(
                        429,
                        "{\"error\":{\"type\":\"usage_limit_reached\",\"message\":\"The usage limit has been reached\",\"plan_type\":\"plus\","
                                + "\"resets_in_seconds\":" + seconds + "}}"),
                100,
                seconds));
    }

    /** The same answer with what Codex is told of its two windows. */
    private static Content windows(Content content, int percent, long seconds) {
        return content.with("x-codex-primary-used-percent", Integer.toString(percent))
                .with("x-codex-primary-reset-after-seconds", Long.toString(seconds))
                .with("x-codex-secondary-used-percent", "42.0")
                .with("x-codex-secondary-reset-after-seconds", "500000");
    }

    /** A stream of Responses that fails before the model has said anything. */
    public static Answer failedResponse(String code) {
        List<byte[]> prelude =
                ResponsesScript.greeting().withModel("m").events().subList(0, 2);
        byte[] failed = MessageScript.event(
                "response.failed",
                "{\"type\":\"response.failed\",\"sequence_number\":2,\"response\":{\"id\":\"resp_fake1\",\"status\":\"failed\",\"error\":"
                        + "{\"code\":\"" + code + "\",\"message\":\"It failed.\"},\"usage\":null}}");
        return Behaviours.events(List.of(prelude.get(0), prelude.get(1), failed));
    }

    /** A stream of Chat Completions that begins with an error. */
    public static Answer failedChat(String type) {
        return Behaviours.events(List.of(("data: {\"error\":{\"message\":\"It failed.\",\"type\":\"" + type
                        + "\",\"param\":null,\"code\":null}}\n\n")
                .getBytes(UTF_8)));
    }

    static Content responses(ResponsesScript script, ReceivedRequest request) {
        ResponsesScript said = script.forRequest(request);
        return request.isStreamed() ? Content.events(said.events()) : Content.of(200, "application/json", said.json());
    }

    static Content chat(ChatScript script, ReceivedRequest request) {
        ChatScript said = script.forRequest(request);
        boolean usage = USAGE_WANTED.matcher(request.bodyText()).find();
        return request.isStreamed()
                ? Content.events(said.events(usage))
                : Content.of(200, "application/json", said.json());
    }

    static Content embeddings(ReceivedRequest request) {
        return Content.json(
                200,
                "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[0.25,-0.5]}],\"model\":"
                        + Json.quote(request.model()) + ",\"usage\":{\"prompt_tokens\":8,\"total_tokens\":8}}");
    }

    static Content models() {
        return Content.json(
                200,
                "{\"object\":\"list\",\"data\":[{\"id\":\"gpt-5.6\",\"object\":\"model\",\"created\":1785000000,\"owned_by\":\"system\"},"
                        + "{\"id\":\"gpt-4o\",\"object\":\"model\",\"created\":1715367049,\"owned_by\":\"system\"}]}");
    }

    static Content errorContent(int status, String type, String code) {
        return Content.json(
                status,
                "{\"error\":{\"message\":%s,\"type\":%s,\"param\":null,\"code\":%s}}"
                        .formatted(
                                Json.quote("Something about " + type),
                                Json.quote(type),
                                code.isEmpty() ? "null" : Json.quote(code)));
    }

    /** What OpenAI says of the account, which is nobody's business. */
    private static Answer answer(Function<Exchange, Content> content) {
        return Answer.of(content)
                .header("openai-organization", "org-fake")
                .header("x-ratelimit-remaining-requests", "59")
                .header("x-codex-primary-used-percent", "12")
                .header("openai-processing-ms", "81");
    }
}
