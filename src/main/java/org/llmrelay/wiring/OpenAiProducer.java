package org.llmrelay.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.llmrelay.admission.Callers;
import org.llmrelay.api.BodyIntake;
import org.llmrelay.api.DialectFailures;
import org.llmrelay.api.Entrance;
import org.llmrelay.api.KeyHolders;
import org.llmrelay.api.Surface;
import org.llmrelay.api.openai.ModelsResource;
import org.llmrelay.api.openai.OpenAiSurface;
import org.llmrelay.relay.Dialects;
import org.llmrelay.relay.ModelCatalog;
import org.llmrelay.relay.RelayEngine;
import org.llmrelay.wire.openai.ChatDialect;
import org.llmrelay.wire.openai.EmbeddingsDialect;
import org.llmrelay.wire.openai.ResponsesDialect;

/** The doors for callers of OpenAI's dialects. */
@ApplicationScoped
public class OpenAiProducer {
    private static final String SERVICE = "openai";

    @Produces
    @Singleton
    OpenAiSurface.Entrances openAiEntrances(
            Dialects dialects, RelayEngine engine, Callers callers, BodyIntake bodies, Entrance.Clerk clerk) {
        return new OpenAiSurface.Entrances(
                new Entrance(door(dialects, ResponsesDialect.ID), engine::relay, callers::identify, bodies, clerk),
                new Entrance(door(dialects, ChatDialect.ID), engine::relay, callers::identify, bodies, clerk),
                new Entrance(door(dialects, EmbeddingsDialect.ID), engine::relay, callers::identify, bodies, clerk));
    }

    private static Entrance.Door door(Dialects dialects, String id) {
        return new Entrance.Door(dialects.named(id), SERVICE);
    }

    @Produces
    @Singleton
    Surface openAi(OpenAiSurface.Entrances entrances, Callers callers, ModelCatalog catalog, AdapterLog log) {
        DialectFailures failures = new DialectFailures(entrances.responses(), log);
        ModelsResource models = new ModelsResource(
                new KeyHolders(callers::identify, SERVICE, failures),
                () -> catalog.models(SERVICE, ResponsesDialect.ID, ChatDialect.ID, EmbeddingsDialect.ID));
        return new OpenAiSurface("/openai", entrances, models, failures);
    }
}
