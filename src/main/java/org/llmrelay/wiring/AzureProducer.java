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
import org.llmrelay.api.openai.AzureAddress;
import org.llmrelay.api.openai.AzureSurface;
import org.llmrelay.api.openai.ModelsResource;
import org.llmrelay.api.openai.OpenAiSurface;
import org.llmrelay.relay.Dialects;
import org.llmrelay.relay.ModelCatalog;
import org.llmrelay.relay.RelayEngine;
import org.llmrelay.wire.openai.ChatDialect;
import org.llmrelay.wire.openai.EmbeddingsDialect;
import org.llmrelay.wire.openai.ResponsesDialect;

/** The doors for callers of Azure. */
@ApplicationScoped
public class AzureProducer {
    private static final String SERVICE = "azure";

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
    Surface azure() {
        OpenAiSurface.Entrances entrances = new OpenAiSurface.Entrances(
                entrance(ResponsesDialect.ID), entrance(ChatDialect.ID), entrance(EmbeddingsDialect.ID));
        DialectFailures failures = new DialectFailures(entrances.responses(), log);
        ModelsResource models = new ModelsResource(
                new KeyHolders(callers::identify, SERVICE, failures),
                () -> catalog.models(SERVICE, ResponsesDialect.ID, ChatDialect.ID, EmbeddingsDialect.ID));
        return new AzureSurface("/azure", entrances, models, failures);
    }

    private Entrance entrance(String dialect) {
        Entrance.Door door = new Entrance.Door(dialects.named(dialect), SERVICE, AzureAddress::plain);
        return new Entrance(door, engine::relay, callers::identify, bodies, clerk);
    }
}
