package org.llmrelay.bench;

/** A stream of OpenAI's Responses. */
record ResponsesWords(String words) {
    private static final String RESPONSE =
            "\"response\":{\"id\":\"resp_68af4030592c81938ec0a5fbab4a3e9f\",\"object\":\"response\",";

    CannedStream stream() {
        return new CannedStream(
                CannedStream.head()
                        + event(
                                "response.created",
                                RESPONSE + "\"model\":\"gpt-5\",\"output\":[],\"status\":\"in_progress\"}")
                        + event(
                                "response.output_item.added",
                                "\"output_index\":0,\"item\":{\"id\":\"msg_68af4030\",\"type\":\"message\",\"content\":[]}"),
                event(
                        "response.output_text.delta",
                        "\"item_id\":\"msg_68af4030\",\"output_index\":0,\"content_index\":0,\"delta\":\"" + words
                                + "\""),
                event("response.output_text.done", "\"item_id\":\"msg_68af4030\",\"output_index\":0,\"text\":\"\"")
                        + event(
                                "response.completed",
                                RESPONSE
                                        + "\"model\":\"gpt-5\",\"output\":[],\"usage\":{\"input_tokens\":1052,\"input_tokens_details\":"
                                        + "{\"cached_tokens\":640},\"output_tokens\":391,\"total_tokens\":1443},\"status\":\"completed\"}")
                        + CannedStream.noMore());
    }

    private static String event(String type, String rest) {
        return CannedStream.chunk(
                "event: " + type + "\ndata: {\"type\":\"" + type + "\",\"sequence_number\":7," + rest + "}\n\n");
    }
}
