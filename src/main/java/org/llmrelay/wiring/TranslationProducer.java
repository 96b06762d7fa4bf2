package org.llmrelay.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.llmrelay.admission.Callers;
import org.llmrelay.api.BodyIntake;
import org.llmrelay.api.DialectFailures;
import org.llmrelay.api.Entrance;
import org.llmrelay.api.Entrance.Door;
import org.llmrelay.api.KeyHolders;
import org.llmrelay.api.ModelPages;
import org.llmrelay.api.ModelShow;
import org.llmrelay.api.ModelSignpost;
import org.llmrelay.api.Surface;
import org.llmrelay.api.anthropic.BranchSurface;
import org.llmrelay.api.gemini.GeminiSurface;
import org.llmrelay.api.gemini.ModelsView;
import org.llmrelay.api.openai.ChatSurface;
import org.llmrelay.api.openai.ModelsResource;
import org.llmrelay.api.openai.ResponsesSurface;
import org.llmrelay.config.Deployment;
import org.llmrelay.relay.Dialects;
import org.llmrelay.relay.ModelCatalog;
import org.llmrelay.relay.RelayEngine;
import org.llmrelay.relay.ServedDialects;
import org.llmrelay.settings.ModelRoutes;
import org.llmrelay.translation.Translation;
import org.llmrelay.wire.openai.ChatDialect;
import org.llmrelay.wire.openai.ResponsesDialect;

/** The doors for callers of one dialect before accounts that speak another. */
@ApplicationScoped
public class TranslationProducer {
    private static final String CHAT = ChatDialect.ID;
    private static final String ANTHROPIC = "anthropic";
    private static final String CLAUDE = "claude";
    private static final String GEMINI = "gemini";
    private static final String OPENAI = "openai";

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
    Surface chatOnClaude() {
        return chatOn("/openai/claude", chat(ANTHROPIC, CLAUDE), ANTHROPIC);
    }

    @Produces
    @Singleton
    Surface chatOnGemini() {
        return chatOn("/openai/gemini", chat(GEMINI, GEMINI), GEMINI);
    }

    private Surface chatOn(String prefix, Door door, String upstream) {
        Entrance entrance = new Entrance(door, engine::relay, callers::identify, bodies, clerk);
        DialectFailures failures = new DialectFailures(entrance, log);
        KeyHolders holders = new KeyHolders(callers::identify, door.service(), failures);
        return new ChatSurface(
                prefix,
                entrance,
                new ModelsResource(holders, () -> catalog.models(door.service(), upstream)),
                failures);
    }

    /** The models of this prefix are listed at Anthropic's doors. */
    @Produces
    @Singleton
    Surface chatByModel(ServedDialects served, Deployment deployment) {
        Entrance entrance = byModel(signpost(served, deployment));
        return new ChatSurface("/api", entrance, null, new DialectFailures(entrance, log));
    }

    private Entrance byModel(ModelSignpost signpost) {
        Door plain = new Door(dialects.named(CHAT), OPENAI);
        return new Entrance(plain, signpost, engine::relay, callers::identify, bodies, clerk);
    }

    private ModelSignpost signpost(ServedDialects served, Deployment deployment) {
        Door plain = new Door(dialects.named(CHAT), OPENAI);
        Map<String, List<Door>> doors = Map.of(
                CLAUDE, List.of(chat(ANTHROPIC, CLAUDE)),
                GEMINI, List.of(chat(GEMINI, GEMINI)),
                OPENAI, List.of(plain, chat(ResponsesDialect.ID, OPENAI)));
        return new ModelSignpost(
                deployment.modelRoutes(),
                doors,
                door -> served.contains(door.dialect().spoken(), door.service()));
    }

    /** All models that can be asked for by their name. */
    @Produces
    @Singleton
    ModelPages modelsByName(ServedDialects served, Deployment deployment) {
        ModelSignpost signpost = signpost(served, deployment);
        DialectFailures failures = new DialectFailures(byModel(signpost), log);
        List<ModelShow.Shelf> shelves = List.of(
                shelf(CLAUDE, signpost, failures, ANTHROPIC),
                shelf(GEMINI, signpost, failures, GEMINI),
                shelf(OPENAI, signpost, failures, CHAT, ResponsesDialect.ID));
        return new ModelsResource(
                new KeyHolders(callers::identify, OPENAI, failures), new ModelShow(ModelsResource.PATH, shelves));
    }

    /** The models of a service whose names lead there. */
    private ModelShow.Shelf shelf(String service, ModelSignpost signpost, DialectFailures failures, String... spoken) {
        return new ModelShow.Shelf(
                new KeyHolders(callers::identify, service, failures),
                () -> catalog.models(service, spoken).thenApply(all -> all.stream()
                        .filter(model -> signpost.behind(model.id()).service().equals(service))
                        .toList()));
    }

    /** For who wants no account that speaks Responses, although there are some. */
    @Produces
    @Singleton
    Surface responsesOnChat() {
        Door door = door(ResponsesDialect.ID, CHAT, OPENAI);
        Entrance entrance = new Entrance(door, engine::relay, callers::identify, bodies, clerk);
        DialectFailures failures = new DialectFailures(entrance, log);
        KeyHolders holders = new KeyHolders(callers::identify, OPENAI, failures);
        return new ResponsesSurface(
                "/openai/chat", entrance, new ModelsResource(holders, () -> catalog.models(OPENAI, CHAT)), failures);
    }

    private Door chat(String upstream, String service) {
        return door(CHAT, upstream, service);
    }

    @Produces
    @Singleton
    Surface messagesOnOpenAi(ServedDialects served) {
        List<Door> doors = List.of(door(ANTHROPIC, CHAT, OPENAI), door(ANTHROPIC, ResponsesDialect.ID, OPENAI));
        ModelSignpost signpost = new ModelSignpost(
                ModelRoutes.allTo(OPENAI),
                Map.of(OPENAI, doors),
                door -> served.contains(door.dialect().spoken(), door.service()));
        Entrance entrance = new Entrance(doors.get(0), signpost, engine::relay, callers::identify, bodies, clerk);
        DialectFailures failures = new DialectFailures(entrance, log);
        KeyHolders holders = new KeyHolders(callers::identify, OPENAI, failures);
        return new BranchSurface(
                "/claude/openai",
                entrance,
                new org.llmrelay.api.anthropic.ModelsResource(
                        holders, () -> catalog.models(OPENAI, CHAT, ResponsesDialect.ID)),
                failures);
    }

    @Produces
    @Singleton
    Surface geminiOnOpenAi() {
        Entrance entrance = new Entrance(door(GEMINI, CHAT, OPENAI), engine::relay, callers::identify, bodies, clerk);
        DialectFailures failures = new DialectFailures(entrance, log);
        KeyHolders holders = new KeyHolders(callers::identify, OPENAI, failures);
        return GeminiSurface.translated(
                entrance, new ModelsView(holders, () -> catalog.models(OPENAI, CHAT)), failures);
    }

    private Door door(String caller, String upstream, String service) {
        return new Door(dialects.named(Translation.id(caller, upstream)), service);
    }
}
