package org.llmrelay.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The mock upstream's answers, built once as bytes; each selector thread takes its own copy. */
final class CannedAnswers {

    private static final String USAGE_AT_START =
            "{\"input_tokens\":412,\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":640,"
                    + "\"cache_creation\":{\"ephemeral_5m_input_tokens\":0,\"ephemeral_1h_input_tokens\":0},"
                    + "\"output_tokens\":1,\"service_tier\":\"standard\"}";
    private static final String WORDS =
            "The relay passes every byte of this answer on as it came and counts what it cost. ";

    private static final byte[] RESPONSES = "/responses".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GEMINI = ":streamGenerateContent".getBytes(StandardCharsets.US_ASCII);

    private final ByteBuffer message;
    private final CannedStream messages;
    private final CannedStream responses = new ResponsesWords(WORDS).stream();
    private final CannedStream gemini = new GeminiWords(WORDS).stream();

    CannedAnswers(Instant now) {
        String headers = headers(now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(3600));
        message = CannedStream.direct(messageAnswer(headers));
        messages = new CannedStream(firstEvents(headers), delta(WORDS), lastEvents());
    }

    ByteBuffer message() {
        return message.rewind();
    }

    CannedStream messages() {
        return messages;
    }

    /** The stream for a request, by its path. */
    CannedStream stream(HttpHead head) {
        if (head.asksFor(RESPONSES)) {
            return responses;
        }
        return head.asksFor(GEMINI) ? gemini : messages;
    }

    private static String headers(Instant reset) {
        return "HTTP/1.1 200 OK\r\nDate: Mon, 02 Nov 2026 10:00:00 GMT\r\n"
                + "request-id: req_011CSHoEeqs5C35K2UUqR7Fy\r\n"
                + "anthropic-organization-id: 3f1a5f52-5a35-4a4a-9a5f-0c9d4f6ce111\r\n"
                + limit("requests", 1_000_000, reset)
                + limit("input-tokens", 2_000_000_000, reset)
                + limit("output-tokens", 400_000_000, reset)
                + "Cache-Control: no-cache\r\n";
    }

    private static String limit(String name, long allowed, Instant reset) {
        String prefix = "anthropic-ratelimit-" + name;
        return "%s-limit: %d\r\n%s-remaining: %d\r\n%s-reset: %s\r\n"
                .formatted(prefix, allowed, prefix, allowed - 1000, prefix, reset);
    }

    private static String messageAnswer(String headers) {
        String body = "{\"id\":\"msg_01XFDUDYJgAACzvnptvVoYEL\",\"type\":\"message\",\"role\":\"assistant\","
                + "\"model\":\"claude-opus-5-5\",\"content\":[{\"type\":\"text\",\"text\":\"" + WORDS.repeat(20)
                + "\"}],"
                + "\"stop_reason\":\"end_turn\",\"stop_sequence\":null,\"usage\":"
                + USAGE_AT_START.replace("\"output_tokens\":1,", "\"output_tokens\":391,") + "}";
        return headers + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String firstEvents(String headers) {
        return headers + "Content-Type: text/event-stream; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n"
                + event(
                        "message_start",
                        "\"message\":{\"id\":\"msg_01XFDUDYJgAACzvnptvVoYEL\",\"type\":\"message\","
                                + "\"role\":\"assistant\",\"model\":\"claude-opus-5-5\",\"content\":[],\"stop_reason\":null,"
                                + "\"stop_sequence\":null,\"usage\":" + USAGE_AT_START + "}")
                + event("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}");
    }

    private static String delta(String text) {
        return event(
                "content_block_delta", "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text + "\"}");
    }

    private static String lastEvents() {
        return event("content_block_stop", "\"index\":0")
                + event(
                        "message_delta",
                        "\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},"
                                + "\"usage\":{\"output_tokens\":391}")
                + event("message_stop", "")
                + "0\r\n\r\n";
    }

    private static String event(String type, String rest) {
        String fields = rest.isEmpty() ? "" : "," + rest;
        return CannedStream.chunk("event: " + type + "\ndata: {\"type\":\"" + type + "\"" + fields + "}\n\n");
    }
}
