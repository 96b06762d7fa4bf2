package org.llmrelay.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** Claude at Bedrock: messages of Anthropic's, each event in a frame of an AWS event stream. */
public final class Bedrock {
    private static final Pattern CALL =
            Pattern.compile(".*/model/([^/]+)/(invoke|invoke-with-response-stream|count-tokens)$");
    private static final String MODEL = "claude-sonnet-4-5-20250929";

    private Bedrock() {}

    /** An answer, streamed or not, as asked. */
    public static Answer answer(MessageScript script) {
        return Answer.of(exchange -> message(script, exchange.request()));
    }

    /** An error as AWS tells it. */
    public static Answer error(int status, String exception, String message) {
        return Answer.of(exchange -> Content.json(status, "{\"message\":" + Json.quote(message) + "}")
                .with("x-amzn-errortype", exception + ":http://internal.amazon.com/coral/com.amazon.bedrock/"));
    }

    /** A stream that has an exception behind its first events. */
    public static Answer exceptionAfter(int events, String exception, String message) {
        List<byte[]> frames = new ArrayList<>(
                frames(MessageScript.greeting().withModel(MODEL)).subList(0, events));
        frames.add(exception(exception, message));
        return Answer.of(exchange -> stream(frames));
    }

    /** The frames of a stream. */
    public static List<byte[]> frames(MessageScript script) {
        return script.events().stream().map(Bedrock::frame).toList();
    }

    static boolean isCall(String path) {
        return CALL.matcher(path).matches();
    }

    static Content call(ReceivedRequest request) {
        return request.path().endsWith("/count-tokens")
                ? Content.json(200, "{\"inputTokens\":" + (request.body().length / 4 + 1) + "}")
                : message(MessageScript.greeting(), request);
    }

    static Content models() {
        return Content.json(
                200,
                "{\"modelSummaries\":[{\"modelId\":\"anthropic.claude-sonnet-4-5-20250929-v1:0\",\"modelName\":\"Claude Sonnet 4.5\"},"
                        + "{\"modelId\":\"anthropic.claude-opus-4-6-v1\",\"modelName\":\"Claude Opus 4.6\"},"
                        + "{\"modelId\":\"anthropic.claude-opus-4-6-v1:0:200k\",\"modelName\":\"Claude Opus 4.6\"}]}");
    }

    private static Content message(MessageScript script, ReceivedRequest request) {
        MessageScript said = script.model().isEmpty() ? script.withModel(MODEL) : script;
        Matcher call = CALL.matcher(request.path());
        return call.matches() && call.group(2).equals("invoke")
                ? Content.of(200, "application/json", said.json())
                : stream(frames(said));
    }

    private static Content stream(List<byte[]> frames) {
        return new Content(
                200,
                List.of(
                        new Header("content-type", "application/vnd.amazon.eventstream"),
                        new Header("x-amzn-bedrock-content-type", "application/json"),
                        new Header("x-amzn-requestid", "7d2f0a51-fake")),
                Content.UNKNOWN,
                frames);
    }

    /** {@code event}: a whole server-sent event. */
    private static byte[] frame(byte[] event) {
        String text = new String(event, UTF_8);
        String json = text.substring(text.indexOf("data: ") + 6).strip();
        String payload =
                "{\"bytes\":\"" + Base64.getEncoder().encodeToString(json.getBytes(UTF_8)) + "\",\"p\":\"abcdef\"}";
        return frame(
                new LinkedHashMap<>(
                        Map.of(":message-type", "event", ":event-type", "chunk", ":content-type", "application/json")),
                payload.getBytes(UTF_8));
    }

    private static byte[] exception(String type, String message) {
        return frame(
                new LinkedHashMap<>(Map.of(
                        ":message-type", "exception", ":exception-type", type, ":content-type", "application/json")),
                ("{\"message\":" + Json.quote(message) + "}").getBytes(UTF_8));
    }

    /** One message of an event stream, with headers that are texts. */
    public static byte[] frame(Map<String, String> headers, byte[] payload) {
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        headers.forEach((name, value) -> {
            fields.write(name.length());
            fields.writeBytes(name.getBytes(UTF_8));
            fields.write(7);
            fields.write(value.length() >> 8);
            fields.write(value.length());
            fields.writeBytes(value.getBytes(UTF_8));
        });
        ByteBuffer message = ByteBuffer.allocate(16 + fields.size() + payload.length);
        message.putInt(message.capacity()).putInt(fields.size());
        message.putInt(sum(message.array(), 8));
        message.put(fields.toByteArray()).put(payload);
        message.putInt(sum(message.array(), message.position()));
        return message.array();
    }

    private static int sum(byte[] bytes, int length) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }
}
