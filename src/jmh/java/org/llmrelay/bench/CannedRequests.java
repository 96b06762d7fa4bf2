package org.llmrelay.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Messages requests of about 4 KB from some hundred sessions, built once as bytes and handed out in turn. */
final class CannedRequests {

    private static final int SESSIONS = 300;
    private static final String SYSTEM_WORDS =
            "You help people with their source code and answer briefly and correctly. ";
    private static final String USER_WORDS =
            "Please read the following lines and say what they do when the input is empty. ";

    private final List<ByteBuffer> requests = new ArrayList<>();
    private int next;

    CannedRequests(LoadOrder order) {
        // The same sessions in every round: a seed, not chance.
        Random random = new Random(4096);
        for (int i = 0; i < SESSIONS; i++) {
            requests.add(request(order, new UUID(random.nextLong(), random.nextLong()).toString()));
        }
    }

    ByteBuffer next() {
        ByteBuffer request = requests.get(next);
        next = (next + 1) % requests.size();
        return request.rewind();
    }

    private static ByteBuffer request(LoadOrder order, String session) {
        byte[] body = body(order, session).getBytes(StandardCharsets.US_ASCII);
        byte[] head = head(order, session, body.length).getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocateDirect(head.length + body.length)
                .put(head)
                .put(body)
                .flip();
    }

    private static String head(LoadOrder order, String session, int length) {
        return "POST " + target(order) + " HTTP/1.1\r\n"
                + "Host: " + order.url().getAuthority() + "\r\n"
                + "Accept: application/json\r\n"
                + "Content-Type: application/json\r\n"
                + "User-Agent: llm-relay-bench/1 (external, cli)\r\n"
                + "Authorization: Bearer " + order.key() + "\r\n"
                + "anthropic-version: 2023-06-01\r\n"
                + "anthropic-beta: claude-code-20250219,interleaved-thinking-2025-05-14\r\n"
                + "x-app: cli\r\n"
                + "x-claude-code-session-id: " + session + "\r\n"
                + streamHeaders(order)
                + "Content-Length: " + length + "\r\n\r\n";
    }

    private static String target(LoadOrder order) {
        String query = order.url().getRawQuery();
        return order.url().getRawPath() + (query == null ? "" : "?" + query);
    }

    private static String streamHeaders(LoadOrder order) {
        if (!order.isStreamed()) {
            return "";
        }
        return "x-bench-events: " + order.events() + "\r\nx-bench-interval-ms: " + order.intervalMillis() + "\r\n";
    }

    private static String body(LoadOrder order, String session) {
        String path = order.url().getPath();
        if (path.endsWith("/chat/completions")) {
            return "{\"model\":\"claude-opus-5-5\",\"max_tokens\":64000,\"messages\":["
                    + said("system", SYSTEM_WORDS.repeat(20)) + said(session) + "],\"stream\":" + order.isStreamed()
                    + "}";
        }
        if (path.endsWith("/responses")) {
            return "{\"model\":\"gpt-5\",\"instructions\":\"" + SYSTEM_WORDS.repeat(20) + "\",\"prompt_cache_key\":\""
                    + session + "\",\"input\":[" + said(session).substring(1) + "],\"stream\":" + order.isStreamed()
                    + "}";
        }
        return path.contains("/models/") ? contents(session) : messages(order, session);
    }

    /** The turns of a conversation, each with a comma before it. */
    private static String said(String session) {
        return "," + said("user", USER_WORDS.repeat(10) + session) + ","
                + said("assistant", "They print nothing and end with status 0.") + ","
                + said("user", USER_WORDS.repeat(15));
    }

    private static String said(String role, String words) {
        return "{\"role\":\"" + role + "\",\"content\":\"" + words + "\"}";
    }

    private static String contents(String session) {
        return "{\"systemInstruction\":{\"parts\":[{\"text\":\"" + SYSTEM_WORDS.repeat(20) + "\"}]},\"contents\":["
                + content("user", USER_WORDS.repeat(10) + session) + ","
                + content("model", "They print nothing and end with status 0.") + ","
                + content("user", USER_WORDS.repeat(15)) + "]}";
    }

    private static String content(String role, String words) {
        return "{\"role\":\"" + role + "\",\"parts\":[{\"text\":\"" + words + "\"}]}";
    }

    private static String messages(LoadOrder order, String session) {
        String device = session.replace("-", "").repeat(2);
        return "{\"model\":\"claude-opus-5-5\",\"max_tokens\":64000,\"system\":["
                + text(SYSTEM_WORDS.repeat(20), ",\"cache_control\":{\"type\":\"ephemeral\"}") + "],\"messages\":["
                + turn("user", USER_WORDS.repeat(10)) + ","
                + turn("assistant", "They print nothing and end with status 0.") + ","
                + turn("user", USER_WORDS.repeat(15)) + "],"
                + "\"metadata\":{\"user_id\":\"{\\\"device_id\\\":\\\"" + device + "\\\",\\\"account_uuid\\\":\\\"\\\","
                + "\\\"session_id\\\":\\\"" + session + "\\\"}\"},\"stream\":" + order.isStreamed() + "}";
    }

    private static String turn(String role, String words) {
        return "{\"role\":\"" + role + "\",\"content\":[" + text(words, "") + "]}";
    }

    private static String text(String words, String more) {
        return "{\"type\":\"text\",\"text\":\"" + words + "\"" + more + "}";
    }
}
