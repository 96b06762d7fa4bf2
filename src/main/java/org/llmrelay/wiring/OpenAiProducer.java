package org.llmrelay.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.llmrelay.admission.Callers;
import org.llmrelay.api.BodyIntake;
import org.llmrelay.api.DialectFailures;
import org.llmrelay.api.Entrance;
import org.llmrelay.api.KeyHolders;
import org.llmrelay.api.ModelSignpost;
import org.llmrelay.api.Surface;
import org.llmrelay.api.openai.ModelsResource;
import org.llmrelay.api.openai.OpenAiSurface;
import org.llmrelay.relay.Dialects;
import org.llmrelay.relay.ModelCatalog;
import org.llmrelay.relay.RelayEngine;
import org.llmrelay.relay.ServedDialects;
import org.llmrelay.settings.ModelRoutes;
import org.llmrelay.translation.Translation;
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
            Dialects dialects,
            RelayEngine engine,
            Callers callers,
            BodyIntake bodies,
            Entrance.Clerk clerk,
            ServedDialects served) {
        Entrance.Door chat = door(dialects, ChatDialect.ID);
        Entrance.Door translated = door(dialects, Translation.id(ChatDialect.ID, ResponsesDialect.ID));
        ModelSignpost signpost = new ModelSignpost(
                ModelRoutes.allTo(SERVICE),
                Map.of(SERVICE, List.of(chat, translated)),
                door -> served.contains(door.dialect().spoken(), SERVICE));
        return new OpenAiSurface.Entrances(
                new Entrance(door(dialects, ResponsesDialect.ID), engine::relay, callers::identify, bodies, clerk),
                new Entrance(chat, signpost, engine::relay, callers::identify, bodies, clerk),
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
