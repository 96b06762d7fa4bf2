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
import org.llmrelay.api.anthropic.BranchSurface;
import org.llmrelay.api.openai.OpenAiSurface;
import org.llmrelay.relay.Dialects;
import org.llmrelay.relay.ModelCatalog;
import org.llmrelay.relay.RelayEngine;
import org.llmrelay.wire.openai.ChatDialect;
import org.llmrelay.wire.openai.ResponsesDialect;

/** The doors for Droid, one for each dialect that it speaks. */
@ApplicationScoped
public class DroidProducer {
    private static final String SERVICE = "droid";
    private static final String ANTHROPIC = "anthropic";

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

    @Inject
    ModelCatalog catalog;

    @Inject
    AdapterLog log;

    @Produces
    @Singleton
    Surface claude() {
        Entrance entrance = entrance(ANTHROPIC);
        DialectFailures failures = new DialectFailures(entrance, log);
        return new BranchSurface(
                "/droid/claude",
                entrance,
                new org.llmrelay.api.anthropic.ModelsResource(
                        holders(failures), () -> catalog.models(SERVICE, ANTHROPIC)),
                failures);
    }

    @Produces
    @Singleton
    Surface openAi() {
        return branch("/droid/openai", ResponsesDialect.ID);
    }

    @Produces
    @Singleton
    Surface comm() {
        return branch("/droid/comm", ChatDialect.ID);
    }

    private Surface branch(String prefix, String usual) {
        Entrance responses = entrance(ResponsesDialect.ID);
        Entrance chat = entrance(ChatDialect.ID);
        DialectFailures failures = new DialectFailures(responses, log);
        return new OpenAiSurface(
                prefix,
                new OpenAiSurface.Entrances(responses, chat, null),
                new org.llmrelay.api.openai.ModelsResource(holders(failures), () -> catalog.models(SERVICE, usual)),
                failures);
    }

    private KeyHolders holders(DialectFailures failures) {
        return new KeyHolders(callers::identify, SERVICE, failures);
    }

    private Entrance entrance(String dialect) {
        return new Entrance(
                new Entrance.Door(dialects.named(dialect), SERVICE), engine::relay, callers::identify, bodies, clerk);
    }
}
