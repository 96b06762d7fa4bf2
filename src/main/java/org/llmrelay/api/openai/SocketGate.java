package org.llmrelay.api.openai;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.llmrelay.api.Entrance;
import org.llmrelay.api.Gate;
import org.llmrelay.failure.RelayFailure;

/**
 * Opens a socket for those who want one. Where the server offers no WebSockets they are sent back to HTTP: Codex understands a 426 at once, and anything else
 * after several tries only. Thread-safe.
 */
final class SocketGate implements Gate {
    private static final int UPGRADE_REQUIRED = 426;
    private static final byte[] ANSWER =
            ("{\"error\":{\"message\":\"Responses are not offered over WebSockets here: use HTTP\","
                            + "\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"websocket_not_supported\"}}")
                    .getBytes(StandardCharsets.UTF_8);

    private final Entrance entrance;
    private final Gate next;

    /** {@code next} stands behind this gate. */
    SocketGate(Entrance entrance, Gate next) {
        this.entrance = entrance;
        this.next = next;
    }

    @Override
    public boolean passes(HttpServletRequest request, HttpServletResponse response) {
        if (!"GET".equals(request.getMethod()) || !"websocket".equalsIgnoreCase(request.getHeader("upgrade"))) {
            return next.passes(request, response);
        }
        try {
            Object container = request.getServletContext().getAttribute(ServerContainer.class.getName());
            if (container instanceof ServerContainer sockets
                    && !request.getRequestURI().contains("/compact")) {
                open(sockets, request, response);
            } else {
                sendBack(response);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return false;
    }

    private void open(ServerContainer sockets, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<RelayFailure> objection = entrance.objection(request);
        if (objection.isPresent()) {
            entrance.refuse(request, response, objection.get());
            return;
        }
        ResponsesSocket socket = new ResponsesSocket(entrance, Entrance.Visitor.of(request));
        try {
            sockets.upgradeHttpToWebSocket(
                    request, response, SocketConfig.of(request.getRequestURI(), socket), Map.of());
        } catch (DeploymentException e) {
            throw new IOException("the socket cannot be opened", e);
        }
        if (response.getStatus() == HttpServletResponse.SC_OK && !response.isCommitted()) {
            // Tyrus opens sockets only where an endpoint was registered when the application started, and says nothing.
            sendBack(response);
        }
    }

    private static void sendBack(HttpServletResponse response) throws IOException {
        response.setStatus(UPGRADE_REQUIRED);
        response.setHeader("upgrade", "HTTP/1.1");
        response.setContentType("application/json");
        response.setContentLength(ANSWER.length);
        response.getOutputStream().write(ANSWER);
    }
}
