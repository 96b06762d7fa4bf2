package org.llmrelay.api.gemini;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.llmrelay.api.Entrance;
import org.llmrelay.api.Gate;
import org.llmrelay.api.MethodGate;
import org.llmrelay.failure.CallerFault;

/** Lets requests pass that ask for something that lives here, by a method that it takes. Thread-safe. */
final class TargetGate implements Gate {
    private final Entrance entrance;
    private final String prefix;
    private final Gate calls;
    private final Gate models;

    TargetGate(Entrance entrance, String prefix) {
        this.entrance = entrance;
        this.prefix = prefix;
        this.calls = MethodGate.forCalls(entrance);
        this.models = MethodGate.forReading(entrance);
    }

    @Override
    public boolean passes(HttpServletRequest request, HttpServletResponse response) {
        Optional<Target> target = Target.of(request, prefix);
        if (target.isEmpty()) {
            entrance.refuse(request, response, new CallerFault.NotFound());
            return false;
        }
        Gate next = target.get() instanceof Target.Calling ? calls : models;
        return next.passes(request, response);
    }
}
