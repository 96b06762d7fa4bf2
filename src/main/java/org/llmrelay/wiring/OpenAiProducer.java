package org.llmrelay.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
        Function<List<Entrance.Door>, Entrance> entrance = doors ->
                new Entrance(doors.get(0), firstServed(doors, served), engine::relay, callers::identify, bodies, clerk);
        return new OpenAiSurface.Entrances(
                entrance.apply(List.of(
                        door(dialects, ResponsesDialect.ID),
                        door(dialects, Translation.id(ResponsesDialect.ID, ChatDialect.ID)))),
                entrance.apply(List.of(
                        door(dialects, ChatDialect.ID),
                        door(dialects, Translation.id(ChatDialect.ID, ResponsesDialect.ID)))),
                entrance.apply(List.of(door(dialects, EmbeddingsDialect.ID))));
    }

    /** Who speaks the callers' own dialect is asked before anything is translated. */
    private static ModelSignpost firstServed(List<Entrance.Door> doors, ServedDialects served) {
        return new ModelSignpost(
                ModelRoutes.allTo(SERVICE),
                Map.of(SERVICE, doors),
                door -> served.contains(door.dialect().spoken(), SERVICE));
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
