package org.llmrelay.api.simulated;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.llmrelay.call.Call;
import org.llmrelay.call.Span;

/** What the simulated upstream says to one call. It says the same to everybody and repeats nothing of the request but the model's name. */
final class SimulatedAnswer {
    private static final String TEXT =
            "Hello! I am the simulated upstream of this LLM Relay, not a model: no provider was asked, and nothing was spent."
                    + " Your request came through the relay with its key checked, an account chosen and its tokens booked, just as a real one would."
                    + " Add an account with a provider's credential, and the next answer comes from there.";

    private static final List<String> WORDS = Arrays.asList(TEXT.split("(?<= )", -1));
    private static final int BYTES_A_TOKEN = 4;

    private final String id;
    private final String model;
    private final long input;

    SimulatedAnswer(Call call) {
        Span span = call.facts().modelSpan();
        // The literal as the caller wrote it, quotes included, is good JSON here too.
        this.model = new String(call.request().body().array(), span.start(), span.length(), StandardCharsets.UTF_8);
        this.id = "msg_sim_" + call.id();
        this.input = Math.max(1, call.request().body().size() / BYTES_A_TOKEN);
    }

    /** The answer as one document. */
    String document() {
        return "{\"id\":\"" + id + "\",\"type\":\"message\",\"role\":\"assistant\",\"model\":" + model
                + ",\"content\":[{\"type\":\"text\",\"text\":\"" + TEXT
                + "\"}],\"stop_reason\":\"end_turn\",\"stop_sequence\":null,\"usage\":"
                + usage(output(TEXT)) + "}";
    }

    /** The answer as server-sent events, a word each. */
    List<String> events() {
        List<String> events = new ArrayList<>();
        events.add(event(
                "message_start",
                "\"message\":{\"id\":\"" + id + "\",\"type\":\"message\",\"role\":\"assistant\",\"model\":" + model
                        + ",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":" + usage(1) + "}"));
        events.add(event("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"));
        for (String word : WORDS) {
            events.add(event(
                    "content_block_delta",
                    "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + word + "\"}"));
        }
        String end = event("content_block_stop", "\"index\":0")
                + event(
                        "message_delta",
                        "\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":"
                                + output(TEXT) + "}");
        events.add(end + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
        return events;
    }

    /** How many tokens the request has. */
    String count() {
        return "{\"input_tokens\":" + input + "}";
    }

    private String usage(long output) {
        return "{\"input_tokens\":" + input
                + ",\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":0,\"output_tokens\":" + output + "}";
    }

    private static long output(String text) {
        return text.length() / BYTES_A_TOKEN;
    }

    private static String event(String name, String members) {
        return "event: " + name + "\ndata: {\"type\":\"" + name + "\"," + members + "}\n\n";
    }
}
