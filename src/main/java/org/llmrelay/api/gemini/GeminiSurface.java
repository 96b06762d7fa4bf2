package org.llmrelay.api.gemini;

import java.util.List;
import org.llmrelay.api.DialectFailures;
import org.llmrelay.api.Entrance;
import org.llmrelay.api.Surface;

/** Everything that callers of Gemini's dialect find. */
public final class GeminiSurface implements Surface {
    private final Entrance entrance;
    private final GeminiResource resource;
    private final DialectFailures failures;

    /** {@code entrance} tells what is refused before anybody knows what it was to be. */
    public GeminiSurface(Entrance entrance, GeminiResource resource, DialectFailures failures) {
        this.entrance = entrance;
        this.resource = resource;
        this.failures = failures;
    }

    @Override
    public List<RestMount> resources() {
        return List.of(RestMount.ofCalls(
                "gemini", List.of(Target.ROOT + "/*"), List.of(resource, failures), new TargetGate(entrance)));
    }
}
