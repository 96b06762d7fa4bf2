package org.llmrelay.provider;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import org.llmrelay.call.Body;
import org.llmrelay.call.Headers;

/** The cheapest questions that show whether a model answers. */
public final class SmallTalk {
    /** What such questions are sent with, besides a credential. */
    public static final Headers HEADERS = Headers.of("accept", "application/json", "content-type", "application/json");

    private SmallTalk() {}

    /** For Chat Completions. Newer models have another name for the most tokens, so none is named. */
    public static Body chat(String model) {
        return body("{\"model\":" + literal(model) + ",\"messages\":[{\"role\":\"user\",\"content\":\"Say ok\"}]}");
    }

    /** For Responses; 16 is the fewest tokens that can be asked for. */
    public static Body response(String model) {
        return body("{\"model\":" + literal(model) + ",\"input\":\"Say ok\",\"max_output_tokens\":16,\"store\":false}");
    }

    /** For Responses that take nothing but streams, a list of items and instructions. */
    public static Body streamedResponse(String model) {
        return body(
                "{\"model\":" + literal(model)
                        + ",\"instructions\":\"Answer in one word.\",\"input\":[{\"type\":\"message\","
                        + "\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"Say ok\"}]}],\"stream\":true,\"store\":false}");
    }

    /** A text as JSON. */
    public static String literal(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    /** Bytes of a JSON text. */
    public static Body body(String json) {
        return Body.wrap(json.getBytes(StandardCharsets.UTF_8));
    }
}
