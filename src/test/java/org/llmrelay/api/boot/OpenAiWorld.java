package org.llmrelay.api.boot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admission.Identity;
import org.llmrelay.admission.InMemoryRefusals;
import org.llmrelay.admission.RefusalBook;
import org.llmrelay.api.BodyIntake;
import org.llmrelay.api.DialectFailures;
import org.llmrelay.api.Entrance;
import org.llmrelay.api.EntranceConfig;
import org.llmrelay.api.KeyHolders;
import org.llmrelay.api.PlainCaller;
import org.llmrelay.api.PlainCaller.Answer;
import org.llmrelay.api.openai.ModelsResource;
import org.llmrelay.api.openai.OpenAiSurface;
import org.llmrelay.call.Call;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.Refusal;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Glob;
import org.llmrelay.key.Grant;
import org.llmrelay.key.KeyHash;
import org.llmrelay.key.Rights;
import org.llmrelay.provider.ModelEntry;
import org.llmrelay.secret.Secret;
import org.llmrelay.stream.CallerSink;
import org.llmrelay.wire.Dialect;
import org.llmrelay.wire.openai.ChatDialect;
import org.llmrelay.wire.openai.EmbeddingsDialect;
import org.llmrelay.wire.openai.ResponsesDialect;

/** OpenAI's surface in an Undertow. Behind it a relay that answers every call at once, and one key that may not ask for o3. */
final class OpenAiWorld implements AutoCloseable {
    static final String KEY = "cr_0123456789abcdef";
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    final List<Throwable> faults = new CopyOnWriteArrayList<>();

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final BodyIntake bodies = new BodyIntake(
            new EntranceConfig(1_000_000, 10_000_000, Duration.ofSeconds(2)), InstantSource.system(), timer);
    private final SurfaceServer server;

    OpenAiWorld() {
        OpenAiSurface.Entrances entrances = new OpenAiSurface.Entrances(
                entrance(new ResponsesDialect()), entrance(new ChatDialect()), entrance(new EmbeddingsDialect()));
        DialectFailures failures = new DialectFailures(entrances.responses(), (call, fault) -> faults.add(fault));
        ModelsResource models = new ModelsResource(
                new KeyHolders(OpenAiWorld::identify, "openai", failures),
                () -> CompletableFuture.supplyAsync(OpenAiWorld::models));
        server = new SurfaceServer(List.of(new OpenAiSurface("/openai", entrances, models, failures)));
    }

    private Entrance entrance(Dialect dialect) {
        return new Entrance(
                new Entrance.Door(dialect, "openai"),
                this::relay,
                OpenAiWorld::identify,
                bodies,
                new Entrance.Clerk(
                        () -> CallId.next(NOW, ThreadLocalRandom.current()),
                        () -> NOW,
                        new RefusalBook(new InMemoryRefusals(), Runnable::run),
                        (call, fault) -> faults.add(fault)));
    }

    /** Sends one request on a connection of its own. */
    Answer send(String method, String target, String body, String... fields) throws IOException {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: relay\r\n");
        for (int i = 0; i < fields.length; i += 2) {
            request.append(fields[i]).append(": ").append(fields[i + 1]).append("\r\n");
        }
        if (!body.isEmpty()) {
            request.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        try (PlainCaller caller = new PlainCaller(server.port())) {
            return caller.send(request + "\r\n" + body).answerTo(method);
        }
    }

    Answer post(String target, String body) throws IOException {
        return send("POST", target, body, "Authorization", "Bearer " + KEY);
    }

    Answer get(String target) throws IOException {
        return send("GET", target, "", "Authorization", "Bearer " + KEY);
    }

    @Override
    public void close() {
        server.close();
        timer.shutdownNow();
    }

    private void relay(Call call, @Nullable Secret presented, CallerSink sink) {
        calls.add(call);
        byte[] body = call.dialect().getBytes(StandardCharsets.UTF_8);
        sink.listen(new CallerSink.Listener() {
            @Override
            public void writable() {
                answer(sink, body);
            }

            @Override
            public void gone() {
                sink.abort();
            }
        });
        if (!call.facts().streamed()) {
            answer(sink, body);
        }
    }

    private static void answer(CallerSink sink, byte[] body) {
        sink.head(200, Headers.of("content-length", Integer.toString(body.length)));
        sink.write(ByteBuffer.wrap(body));
        sink.end();
    }

    private static Identity identify(@Nullable Secret presented) {
        if (presented == null) {
            return new Identity.Unknown(new Refusal.MissingKey());
        }
        if (!presented.equals(Secret.of(KEY))) {
            return new Identity.Unknown(new Refusal.UnknownKey());
        }
        Rights rights = new Rights(
                Rights.ALL.services(), new Rights.Models(List.of(), List.of(new Glob("o3"))), Rights.Clients.ALL);
        return new Identity.Known(new ApiKey(
                "k1",
                new ApiKey.Imprint(new KeyHash("00"), "cdef"),
                Grant.named("Ada").with(rights),
                null,
                NOW));
    }

    private static List<ModelEntry> models() {
        return List.of(
                new ModelEntry("gpt-5.6", "GPT 5.6", Instant.ofEpochSecond(1_780_000_000)),
                new ModelEntry("o3", "o3", Instant.ofEpochSecond(1_740_000_000)),
                new ModelEntry("ft:gpt/x", "ft", Instant.EPOCH));
    }
}
