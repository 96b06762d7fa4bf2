package org.llmrelay.api.boot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
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
import org.llmrelay.api.gemini.GeminiSurface;
import org.llmrelay.api.gemini.ModelsView;
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
import org.llmrelay.wire.gemini.CodeAssistDialect;
import org.llmrelay.wire.gemini.GeminiDialect;

/** Gemini's entrances on a server, before a relay that notes what it is given and answers with the name of the operation. */
final class GeminiWorld implements AutoCloseable {
    static final String KEY = "cr_0123456789abcdef";
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    final BlockingQueue<Secret> keys = new LinkedBlockingQueue<>();

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final SurfaceServer server;

    GeminiWorld() {
        Entrance plain = entrance(new GeminiDialect());
        DialectFailures failures = new DialectFailures(plain, GeminiWorld::broke);
        KeyHolders holders = new KeyHolders(GeminiWorld::identify, "gemini", failures);
        ModelsView models = new ModelsView(holders, () -> CompletableFuture.supplyAsync(GeminiWorld::models));
        GeminiSurface.Entrances entrances = new GeminiSurface.Entrances(plain, entrance(new CodeAssistDialect()));
        server = new SurfaceServer(List.of(GeminiSurface.of(entrances, models, failures)));
    }

    private Entrance entrance(Dialect dialect) {
        EntranceConfig config = new EntranceConfig(1_000_000, 10_000_000, Duration.ofSeconds(2));
        return new Entrance(
                new Entrance.Door(dialect, "gemini"),
                this::relay,
                GeminiWorld::identify,
                new BodyIntake(config, InstantSource.system(), timer),
                new Entrance.Clerk(
                        () -> CallId.next(NOW, ThreadLocalRandom.current()),
                        InstantSource.fixed(NOW),
                        new RefusalBook(new InMemoryRefusals(), Runnable::run),
                        GeminiWorld::broke));
    }

    private static void broke(String call, Throwable fault) {
        throw new AssertionError(call, fault);
    }

    /** Sends one request on a connection of its own, as it stands. */
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
        return send("POST", target, body, "x-goog-api-key", KEY);
    }

    Answer get(String target) throws IOException {
        return send("GET", target, "", "x-goog-api-key", KEY);
    }

    @Override
    public void close() {
        server.close();
        timer.shutdownNow();
    }

    private void relay(Call call, @Nullable Secret presented, CallerSink sink) {
        calls.add(call);
        keys.add(presented == null ? Secret.of("") : presented);
        byte[] body = call.operation().name().getBytes(StandardCharsets.UTF_8);
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
        Rights rights =
                new Rights(Set.of(), new Rights.Models(List.of(), List.of(new Glob("*secret*"))), Rights.Clients.ALL);
        return new Identity.Known(new ApiKey(
                "k1",
                new ApiKey.Imprint(new KeyHash("00"), "cdef"),
                Grant.named("Ada").with(rights),
                null,
                NOW));
    }

    private static List<ModelEntry> models() {
        return List.of(
                new ModelEntry("gemini-3.8-flash", "Gemini 3.8 Flash", NOW),
                new ModelEntry("gemini-secret", "Not for everybody", NOW),
                new ModelEntry("gemini-embedding-2", "Gemini Embedding 2", NOW));
    }
}
