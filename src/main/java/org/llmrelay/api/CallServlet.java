package org.llmrelay.api;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.llmrelay.call.Operation;

/** One endpoint that takes calls, as a plain servlet. Thread-safe. */
public final class CallServlet extends HttpServlet {
    private final transient Entrance entrance;
    private final transient Gate gate;
    private final Operation operation;
    private final String path;

    /** {@code path} is the path at the provider. */
    public CallServlet(Entrance entrance, Operation operation, String path) {
        this.entrance = entrance;
        this.gate = MethodGate.forCalls(entrance);
        this.operation = operation;
        this.path = path;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        if (gate.passes(request, response)) {
            entrance.enter(request.startAsync(request, response), operation, path);
        }
    }
}
