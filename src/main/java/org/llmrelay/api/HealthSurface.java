package org.llmrelay.api;

import java.util.List;

/** The node's health, for load balancers and launchers. */
public final class HealthSurface implements Surface {
    private final List<Readiness> parts;
    private final Gate gate;

    /** {@code entrance} answers those who ask in a wrong way. */
    public HealthSurface(List<Readiness> parts, Entrance entrance) {
        this.parts = List.copyOf(parts);
        this.gate = MethodGate.forReading(entrance);
    }

    @Override
    public List<RestMount> resources() {
        return List.of(RestMount.of(
                "health",
                List.of("/health", "/health/", "/health/ready", "/health/ready/"),
                List.of(new HealthResource(parts)),
                gate));
    }
}
