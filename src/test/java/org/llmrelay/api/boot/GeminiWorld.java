package org.llmrelay.api.boot;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.llmrelay.api.DialectFailures;
import org.llmrelay.api.Entrance;
import org.llmrelay.api.PlainCaller.Answer;
import org.llmrelay.api.gemini.GeminiSurface;
import org.llmrelay.api.gemini.ModelsView;
import org.llmrelay.call.Call;
import org.llmrelay.key.Glob;
import org.llmrelay.key.Grant;
import org.llmrelay.key.Rights;
import org.llmrelay.provider.ModelEntry;
import org.llmrelay.secret.Secret;
import org.llmrelay.wire.gemini.CodeAssistDialect;
import org.llmrelay.wire.gemini.GeminiDialect;

/** Gemini's entrances before a relay that answers with the name of the operation, and one key that may not ask for what is secret. */
final class GeminiWorld implements AutoCloseable {
    static final String KEY = EchoWorld.KEY;
    static final Instant NOW = EchoWorld.NOW;

    private final EchoWorld echo = new EchoWorld(
            "gemini",
            EchoWorld.knowing(
                    Grant.named("Ada")
                            .with(new Rights(
                                    Set.of(),
                                    new Rights.Models(List.of(), List.of(new Glob("*secret*"))),
                                    Rights.Clients.ALL)),
                    EchoWorld.NOW),
            call -> call.operation().name());

    final BlockingQueue<Call> calls = echo.calls;
    final BlockingQueue<Secret> keys = echo.keys;

    GeminiWorld() {
        Entrance plain = echo.entrance(new GeminiDialect());
        DialectFailures failures = echo.failures(plain);
        ModelsView models =
                new ModelsView(echo.holders(failures), () -> CompletableFuture.supplyAsync(GeminiWorld::models));
        GeminiSurface.Entrances entrances = new GeminiSurface.Entrances(plain, echo.entrance(new CodeAssistDialect()));
        echo.open(GeminiSurface.of(entrances, models, failures));
    }

    /** Sends one request on a connection of its own, as it stands. */
    Answer send(String method, String target, String body, String... fields) throws IOException {
        return echo.send(method, target, body, fields);
    }

    Answer post(String target, String body) throws IOException {
        return send("POST", target, body, "x-goog-api-key", KEY);
    }

    Answer get(String target) throws IOException {
        return send("GET", target, "", "x-goog-api-key", KEY);
    }

    @Override
    public void close() {
        echo.close();
        if (!echo.faults.isEmpty()) {
            throw new AssertionError(echo.faults);
        }
    }

    private static List<ModelEntry> models() {
        return List.of(
                new ModelEntry("gemini-3.8-flash", "Gemini 3.8 Flash", NOW),
                new ModelEntry("gemini-secret", "Not for everybody", NOW),
                new ModelEntry("gemini-embedding-2", "Gemini Embedding 2", NOW));
    }
}
