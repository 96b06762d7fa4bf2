package org.llmrelay.api.boot;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.llmrelay.api.DialectFailures;
import org.llmrelay.api.PlainCaller.Answer;
import org.llmrelay.api.openai.ModelsResource;
import org.llmrelay.api.openai.OpenAiSurface;
import org.llmrelay.call.Call;
import org.llmrelay.key.Glob;
import org.llmrelay.key.Grant;
import org.llmrelay.key.Rights;
import org.llmrelay.provider.ModelEntry;
import org.llmrelay.wire.openai.ChatDialect;
import org.llmrelay.wire.openai.EmbeddingsDialect;
import org.llmrelay.wire.openai.ResponsesDialect;

/** OpenAI's surface before a relay that answers with the name of the dialect, and one key that may not ask for o3. */
final class OpenAiWorld implements AutoCloseable {
    static final String KEY = EchoWorld.KEY;

    private final EchoWorld echo = new EchoWorld(
            "openai",
            EchoWorld.knowing(
                    Grant.named("Ada")
                            .with(new Rights(
                                    Rights.ALL.services(),
                                    new Rights.Models(List.of(), List.of(new Glob("o3"))),
                                    Rights.Clients.ALL)),
                    EchoWorld.NOW),
            Call::dialect);

    final BlockingQueue<Call> calls = echo.calls;
    final List<Throwable> faults = echo.faults;

    OpenAiWorld() {
        OpenAiSurface.Entrances entrances = new OpenAiSurface.Entrances(
                echo.entrance(new ResponsesDialect()),
                echo.entrance(new ChatDialect()),
                echo.entrance(new EmbeddingsDialect()));
        DialectFailures failures = echo.failures(entrances.responses());
        ModelsResource models =
                new ModelsResource(echo.holders(failures), () -> CompletableFuture.supplyAsync(OpenAiWorld::models));
        echo.open(new OpenAiSurface("/openai", entrances, models, failures));
    }

    /** Sends one request on a connection of its own. */
    Answer send(String method, String target, String body, String... fields) throws IOException {
        return echo.send(method, target, body, fields);
    }

    Answer post(String target, String body) throws IOException {
        return send("POST", target, body, "Authorization", "Bearer " + KEY);
    }

    Answer get(String target) throws IOException {
        return send("GET", target, "", "Authorization", "Bearer " + KEY);
    }

    @Override
    public void close() {
        echo.close();
    }

    private static List<ModelEntry> models() {
        return List.of(
                new ModelEntry("gpt-5.6", "GPT 5.6", Instant.ofEpochSecond(1_780_000_000)),
                new ModelEntry("o3", "o3", Instant.ofEpochSecond(1_740_000_000)),
                new ModelEntry("ft:gpt/x", "ft", Instant.EPOCH));
    }
}
