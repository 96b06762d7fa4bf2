package org.llmrelay.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.llmrelay.failure.CallerFault;

/**
 * Lets some methods pass. What JAX-RS would refuse with its body unread is refused here, because the container reads such a body to its end, with a
 * thread, however slowly it comes. Thread-safe.
 */
public final class MethodGate implements Gate {
    private final Entrance entrance;
    private final List<String> methods;
    private final boolean bodies;

    private MethodGate(Entrance entrance, List<String> methods, boolean bodies) {
        this.entrance = entrance;
        this.methods = methods;
        this.bodies = bodies;
    }

    /** For paths that take calls. */
    public static MethodGate forCalls(Entrance entrance) {
        return new MethodGate(entrance, List.of("POST"), true);
    }

    /** For paths that only show something. */
    public static MethodGate forReading(Entrance entrance) {
        return new MethodGate(entrance, List.of("GET", "HEAD"), false);
    }

    @Override
    public boolean passes(HttpServletRequest request, HttpServletResponse response) {
        if (!methods.contains(request.getMethod())) {
            response.setHeader("allow", String.join(", ", methods));
            entrance.refuse(request, response, new CallerFault.MethodNotAllowed());
            return false;
        }
        if (BodyIntake.isOddlyFramed(request)) {
            entrance.refuse(request, response, new CallerFault.Malformed("The transfer-encoding is not known here"));
            return false;
        }
        if (!bodies && BodyIntake.hasBody(request)) {
            entrance.refuse(request, response, new CallerFault.Malformed("This request takes no body"));
            return false;
        }
        return true;
    }
}
