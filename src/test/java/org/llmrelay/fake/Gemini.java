package org.llmrelay.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where behaviours in Gemini's dialect begin. */
public final class Gemini {
    private static final Pattern CALL = Pattern.compile("/(?:models/([^/:]+)|v1internal):([A-Za-z]+)$");
    private static final String DETAIL = "type.googleapis.com/google.rpc.";

    private Gemini() {}

    /** An answer, in the form that is asked for. */
    public static Answer answer(GeminiScript script) {
        return Answer.of(exchange -> generated(script, exchange.request()));
    }

    /** An error in Google's form, without details. */
    public static Answer error(int status, String canonical) {
        return Answer.of(exchange -> Content.json(status, json(status, canonical, "")));
    }

    /** An error that gives its reason. */
    public static Answer errorBecause(int status, String canonical, String reason) {
        String info = "{\"@type\": \"" + DETAIL + "ErrorInfo\",\"reason\": \"" + reason + "\"}";
        return Answer.of(exchange -> Content.json(status, json(status, canonical, info)));
    }

    /** A 429 that says when to come again. */
    public static Answer exhausted(String retryDelay) {
        String info = "{\"@type\": \"" + DETAIL + "RetryInfo\",\"retryDelay\": \"" + retryDelay + "\"}";
        return Answer.of(exchange -> Content.json(429, json(429, "RESOURCE_EXHAUSTED", info)));
    }

    /** A 200 stream that begins with an error, as an event or as an element as is asked for. */
    public static Answer errorFirst(int code, String canonical) {
        return Answer.of(exchange -> errorFirst(exchange.request(), json(code, canonical, "")));
    }

    static boolean isCall(String path) {
        return CALL.matcher(path).find();
    }

    static Content call(ReceivedRequest request) {
        Matcher call = CALL.matcher(request.path());
        boolean known = call.find();
        String method = known ? call.group(2) : "";
        return switch (method) {
            case "generateContent", "streamGenerateContent" -> generated(GeminiScript.greeting(), request);
            case "countTokens" ->
                Content.json(
                        200, "{\"totalTokens\": " + (request.bodySize() / 4 + 1) + ",\"promptTokensDetails\": []}");
            case "embedContent", "batchEmbedContents" ->
                Content.json(
                        200,
                        "{\"embeddings\": [{\"values\": [0.25,-0.5]}],\"usageMetadata\": {\"promptTokenCount\": 8}}");
            default -> Content.json(404, json(404, "NOT_FOUND", ""));
        };
    }

    static Content models() {
        return Content.json(
                200,
                "{\"models\": [{\"name\": \"models/gemini-3.8-flash\",\"displayName\": \"Gemini 3.8 Flash\"},"
                        + "{\"name\": \"models/gemini-2.5-pro\",\"displayName\": \"Gemini 2.5 Pro\"}]}");
    }

    /** The model that the path names, or else the body. */
    static String model(ReceivedRequest request) {
        Matcher call = CALL.matcher(request.path());
        return call.find() && call.group(1) != null ? call.group(1) : request.model();
    }

    private static Content generated(GeminiScript script, ReceivedRequest request) {
        boolean enveloped = request.path().contains("/v1internal:");
        UnaryOperator<GeminiScript> form = enveloped ? GeminiScript::inEnvelope : UnaryOperator.identity();
        GeminiScript said = form.apply(script.forRequest(request));
        if (!request.path().endsWith(":streamGenerateContent")) {
            return Content.of(200, "application/json; charset=UTF-8", said.json());
        }
        return asksForEvents(request) ? Content.events(said.events()) : array(said.array());
    }

    private static Content array(List<byte[]> segments) {
        return new Content(
                200, List.of(new Header("content-type", "application/json; charset=UTF-8")), Content.UNKNOWN, segments);
    }

    private static Content errorFirst(ReceivedRequest request, String error) {
        List<byte[]> segments = new ArrayList<>();
        if (asksForEvents(request)) {
            segments.add(("data: " + error + "\r\n\r\n").getBytes(UTF_8));
            return Content.events(segments);
        }
        segments.add(("[" + error + "]").getBytes(UTF_8));
        return array(segments);
    }

    private static boolean asksForEvents(ReceivedRequest request) {
        return request.parameter("alt").filter("sse"::equals).isPresent();
    }

    private static String json(int code, String canonical, String detail) {
        String details = detail.isEmpty() ? "" : ",\"details\": [" + detail + "]";
        return "{\"error\": {\"code\": %d,\"message\": \"Something about %s\",\"status\": \"%s\"%s}}"
                .formatted(code, canonical, canonical, details);
    }
}
