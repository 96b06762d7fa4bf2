package org.llmrelay.api.anthropic;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.llmrelay.api.Entrance;
import org.llmrelay.api.Gate;
import org.llmrelay.api.MethodGate;

/** Answers clients who look whether anybody is there. Thread-safe. */
final class HelloServlet extends HttpServlet {
    private static final byte[] TEXT = "LLM Relay\n".getBytes(StandardCharsets.US_ASCII);

    private final transient Gate gate;

    HelloServlet(Entrance entrance) {
        this.gate = MethodGate.forReading(entrance);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!gate.passes(request, response)) {
            return;
        }
        response.setContentType("text/plain");
        response.setContentLength(TEXT.length);
        if (!"HEAD".equals(request.getMethod())) {
            response.getOutputStream().write(TEXT);
        }
    }
}
