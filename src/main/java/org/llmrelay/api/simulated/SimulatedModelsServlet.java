package org.llmrelay.api.simulated;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.llmrelay.api.Credentials;
import org.llmrelay.api.Entrance;
import org.llmrelay.api.Gate;
import org.llmrelay.api.MethodGate;
import org.llmrelay.failure.Refusal;

/** Lists the models of the simulated upstream, which takes every other name too. Thread-safe. */
final class SimulatedModelsServlet extends HttpServlet {
    private static final byte[] MODELS = """
            {"data":[\
            {"type":"model","id":"claude-opus-simulated","display_name":"Simulated Opus","created_at":"2026-01-03T00:00:00Z"},\
            {"type":"model","id":"claude-sonnet-simulated","display_name":"Simulated Sonnet","created_at":"2026-01-02T00:00:00Z"},\
            {"type":"model","id":"claude-haiku-simulated","display_name":"Simulated Haiku","created_at":"2026-01-01T00:00:00Z"}],\
            "first_id":"claude-opus-simulated","last_id":"claude-haiku-simulated","has_more":false}""".getBytes(StandardCharsets.UTF_8);

    private final transient Entrance entrance;
    private final transient Gate gate;

    SimulatedModelsServlet(Entrance entrance) {
        this.entrance = entrance;
        this.gate = MethodGate.forReading(entrance);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!gate.passes(request, response)) {
            return;
        }
        if (Credentials.of(request) == null) {
            entrance.refuse(request, response, new Refusal.MissingKey());
            return;
        }
        response.setContentType("application/json");
        response.setContentLength(MODELS.length);
        response.getOutputStream().write(MODELS);
    }
}
