package org.llmrelay.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * What the model says in one answer of Gemini's: a thought, some text in several chunks, a call of a function. Immutable.
 *
 * @param model what the answer names as its model; empty for the one that was asked for
 * @param enveloped whether it comes in the envelope of Code Assist
 */
public record GeminiScript(String model, boolean enveloped) {
    /** Cached tokens are part of the prompt's. */
    public static final long PROMPT = 2_006;

    public static final long CACHED = 1_920;
    public static final long CANDIDATES = 300;
    public static final long THOUGHTS = 128;

    private static final String TEXT = "Grüße aus Köln! 你好 👩‍💻 \"usageMetadata\": {";
    private static final List<String> PARTS = parts();

    public static GeminiScript greeting() {
        return new GeminiScript("", false);
    }

    public GeminiScript withModel(String other) {
        return new GeminiScript(other, enveloped);
    }

    public GeminiScript inEnvelope() {
        return new GeminiScript(model, true);
    }

    GeminiScript forRequest(ReceivedRequest request) {
        return model.isEmpty() ? withModel(Gemini.model(request)) : this;
    }

    /** The stream's chunks as events. */
    public List<byte[]> events() {
        return chunks().stream()
                .map(chunk -> ("data: " + chunk + "\r\n\r\n").getBytes(UTF_8))
                .toList();
    }

    /** The stream's chunks as an array, a segment for each and one for its end. */
    public List<byte[]> array() {
        List<byte[]> segments = new ArrayList<>();
        for (String chunk : chunks()) {
            segments.add(((segments.isEmpty() ? "[" : "\n,\r\n") + chunk).getBytes(UTF_8));
        }
        segments.add("\n]\n".getBytes(UTF_8));
        return segments;
    }

    /** The answer in one piece. */
    public byte[] json() {
        return chunk(String.join(",", PARTS), usage(CANDIDATES, THOUGHTS), ",\"finishReason\": \"STOP\"")
                .getBytes(UTF_8);
    }

    private List<String> chunks() {
        List<String> chunks = new ArrayList<>();
        int last = PARTS.size() - 1;
        for (int i = 0; i < last; i++) {
            chunks.add(chunk(PARTS.get(i), usage(i, 1 + i), ""));
        }
        chunks.add(chunk(PARTS.get(last), usage(CANDIDATES, THOUGHTS), ",\"finishReason\": \"STOP\""));
        return chunks;
    }

    private String chunk(String parts, String usage, String finish) {
        String chunk =
                "{\"candidates\": [{\"content\": {\"parts\": [%s],\"role\": \"model\"}%s,\"index\": 0}],\"usageMetadata\": %s,\"modelVersion\": %s,\"responseId\": \"fake1\"}"
                        .formatted(parts, finish, usage, Json.quote(model));
        return enveloped ? "{\"response\": " + chunk + ",\"traceId\": \"fake1\"}" : chunk;
    }

    private static String usage(long candidates, long thoughts) {
        return ("{\"promptTokenCount\": %d,\"candidatesTokenCount\": %d,\"totalTokenCount\": %d,"
                        + "\"cachedContentTokenCount\": %d,\"thoughtsTokenCount\": %d}")
                .formatted(PROMPT, candidates, PROMPT + candidates + thoughts, CACHED, thoughts);
    }

    private static List<String> parts() {
        List<String> parts = new ArrayList<>();
        parts.add("{\"text\": \"Let me look.\",\"thought\": true}");
        for (String word : TEXT.split("(?<= )", -1)) {
            parts.add("{\"text\": " + Json.quote(word) + "}");
        }
        parts.add("{\"functionCall\": {\"id\": \"call-1\",\"name\": \"read_file\",\"args\": {\"path\": \"naïve.md\"}},"
                + "\"thoughtSignature\": \"EqkB\"}");
        return List.copyOf(parts);
    }
}
