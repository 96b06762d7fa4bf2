package org.llmrelay.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.llmrelay.admission.Callers;
import org.llmrelay.api.BodyIntake;
import org.llmrelay.api.DialectFailures;
import org.llmrelay.api.Entrance;
import org.llmrelay.api.KeyHolders;
import org.llmrelay.api.Surface;
import org.llmrelay.api.gemini.GeminiSurface;
import org.llmrelay.api.gemini.ModelsView;
import org.llmrelay.relay.Dialects;
import org.llmrelay.relay.ModelCatalog;
import org.llmrelay.relay.RelayEngine;

/** The door for callers of Gemini. */
@ApplicationScoped
public class GeminiProducer {
    private static final String SERVICE = "gemini";
    private static final String PLAIN = "gemini";
    private static final String ENVELOPED = "gemini-code-assist";

    @Inject
    Dialects dialects;

    @Inject
    RelayEngine engine;

    @Inject
    Callers callers;

    @Inject
    BodyIntake bodies;

    @Inject
    Entrance.Clerk clerk;

    @Produces
    @Singleton
    Surface gemini(ModelCatalog catalog, AdapterLog log) {
        Entrance entrance = entrance(PLAIN);
        DialectFailures failures = new DialectFailures(entrance, log);
        KeyHolders holders = new KeyHolders(callers::identify, SERVICE, failures);
        ModelsView models = new ModelsView(holders, () -> catalog.models(SERVICE, PLAIN));
        return GeminiSurface.of(new GeminiSurface.Entrances(entrance, entrance(ENVELOPED)), models, failures);
    }

    private Entrance entrance(String dialect) {
        return new Entrance(
                new Entrance.Door(dialects.named(dialect), SERVICE), engine::relay, callers::identify, bodies, clerk);
    }
}
