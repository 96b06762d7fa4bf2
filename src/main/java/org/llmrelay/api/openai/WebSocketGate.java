package org.llmrelay.api.openai;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.llmrelay.api.Gate;

/** Sends those who want a WebSocket back to HTTP: Codex understands a 426 at once, and anything else after several tries only. Thread-safe. */
final class WebSocketGate implements Gate {
    private static final int UPGRADE_REQUIRED = 426;
    private static final byte[] ANSWER =
            ("{\"error\":{\"message\":\"Responses are not offered over WebSockets here: use HTTP\","
                            + "\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"websocket_not_supported\"}}")
                    .getBytes(StandardCharsets.UTF_8);

    private final Gate next;

    /** {@code next} stands behind this gate. */
    WebSocketGate(Gate next) {
        this.next = next;
    }

    @Override
    public boolean passes(HttpServletRequest request, HttpServletResponse response) {
        if (!"GET".equals(request.getMethod()) || !"websocket".equalsIgnoreCase(request.getHeader("upgrade"))) {
            return next.passes(request, response);
        }
        response.setStatus(UPGRADE_REQUIRED);
        response.setHeader("upgrade", "HTTP/1.1");
        response.setContentType("application/json");
        response.setContentLength(ANSWER.length);
        try {
            response.getOutputStream().write(ANSWER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return false;
    }
}
