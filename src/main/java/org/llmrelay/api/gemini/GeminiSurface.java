package org.llmrelay.api.gemini;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.api.DialectFailures;
import org.llmrelay.api.Entrance;
import org.llmrelay.api.Surface;

/** Everything that callers of Gemini's dialect find below one prefix. */
public final class GeminiSurface implements Surface {
    private final String prefix;
    private final Entrances entrances;
    private final ModelsView models;
    private final DialectFailures failures;

    /**
     * The ways in.
     *
     * @param plain for calls of the API, and for what is refused before anybody knows what it was to be
     * @param enveloped for calls in the envelope of Code Assist; null where there are none
     */
    public record Entrances(Entrance plain, @Nullable Entrance enveloped) {}

    private GeminiSurface(String prefix, Entrances entrances, ModelsView models, DialectFailures failures) {
        this.prefix = prefix;
        this.entrances = entrances;
        this.models = models;
        this.failures = failures;
    }

    /** Before accounts that speak the dialect. */
    public static GeminiSurface of(Entrances entrances, ModelsView models, DialectFailures failures) {
        return new GeminiSurface(Target.ROOT, entrances, models, failures);
    }

    /** Before accounts that speak another. */
    public static GeminiSurface translated(Entrance entrance, ModelsView models, DialectFailures failures) {
        return new GeminiSurface(Target.TRANSLATED, new Entrances(entrance, null), models, failures);
    }

    @Override
    public List<RestMount> resources() {
        return List.of(RestMount.ofCalls(
                prefix.substring(1).replace('/', '-'),
                List.of(prefix + "/*"),
                List.of(new GeminiResource(prefix, entrances, models), failures),
                new TargetGate(entrances.plain(), prefix)));
    }
}
