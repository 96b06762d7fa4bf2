package org.llmrelay.api.boot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admission.Identity;
import org.llmrelay.admission.InMemoryRefusals;
import org.llmrelay.admission.RefusalBook;
import org.llmrelay.api.BodyIntake;
import org.llmrelay.api.DialectFailures;
import org.llmrelay.api.Entrance;
import org.llmrelay.api.EntranceConfig;
import org.llmrelay.api.HealthSurface;
import org.llmrelay.api.KeyHolders;
import org.llmrelay.api.PlainCaller;
import org.llmrelay.api.PlainCaller.Answer;
import org.llmrelay.api.anthropic.AnthropicSurface;
import org.llmrelay.api.anthropic.AnthropicSurface.Way;
import org.llmrelay.api.anthropic.KeyFactsResource;
import org.llmrelay.api.anthropic.ModelsResource;
import org.llmrelay.call.Call;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Usage;
import org.llmrelay.failure.Refusal;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Grant;
import org.llmrelay.key.KeyHash;
import org.llmrelay.limit.InMemoryGate;
import org.llmrelay.limit.Limits;
import org.llmrelay.limit.Period;
import org.llmrelay.limit.Rule;
import org.llmrelay.limit.Unit;
import org.llmrelay.provider.ModelEntry;
import org.llmrelay.secret.Secret;
import org.llmrelay.stream.CallerSink;
import org.llmrelay.usage.Booking;
import org.llmrelay.usage.Calendar;
import org.llmrelay.usage.Ledger;
import org.llmrelay.usage.LedgerEntry;
import org.llmrelay.usage.Spending;
import org.llmrelay.usage.UsageTotal;
import org.llmrelay.wire.anthropic.AnthropicDialect;

/** Anthropic's surface in an Undertow. Behind it a relay that answers every call at once, one key, 45 models and a ledger of two days. */
final class AnthropicWorld implements AutoCloseable {
    static final String KEY = "cr_0123456789abcdef";
    static final String STORE_AWAY = "cr_store_is_away";
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    final BlockingQueue<Secret> keys = new LinkedBlockingQueue<>();
    final List<Throwable> faults = new CopyOnWriteArrayList<>();
    final List<String> missing = new CopyOnWriteArrayList<>();

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final SurfaceServer server;

    AnthropicWorld(Way way) {
        InstantSource clock = InstantSource.fixed(NOW);
        EntranceConfig config = new EntranceConfig(1_000_000, 10_000_000, Duration.ofSeconds(2));
        Entrance entrance = new Entrance(
                new Entrance.Door(new AnthropicDialect(), "claude"),
                this::relay,
                AnthropicWorld::identify,
                new BodyIntake(config, InstantSource.system(), timer),
                new Entrance.Clerk(
                        () -> CallId.next(NOW, ThreadLocalRandom.current()),
                        clock,
                        new RefusalBook(new InMemoryRefusals(), Runnable::run),
                        (call, fault) -> faults.add(fault)));
        DialectFailures failures = new DialectFailures(entrance, (call, fault) -> faults.add(fault));
        KeyHolders holders = new KeyHolders(AnthropicWorld::identify, "claude", failures);
        ModelsResource models =
                new ModelsResource(holders, () -> CompletableFuture.supplyAsync(AnthropicWorld::models));
        KeyFactsResource facts = new KeyFactsResource(
                holders, new TwoDays(), new InMemoryGate(clock), new Calendar(clock, ZoneOffset.UTC));
        server = new SurfaceServer(List.of(
                new AnthropicSurface(entrance, models, facts, failures, way),
                new HealthSurface(List.of(() -> missing), entrance)));
    }

    PlainCaller caller() throws IOException {
        return new PlainCaller(server.port());
    }

    /** Sends one request on a connection of its own, with a key that works. */
    Answer send(String method, String target, String... fields) throws IOException {
        try (PlainCaller caller = caller()) {
            return caller.send(request(method, target, "", fields)).answerTo(method);
        }
    }

    Answer post(String target, String body) throws IOException {
        try (PlainCaller caller = caller()) {
            return caller.send(request("POST", target, body)).answer();
        }
    }

    static String request(String method, String target, String body, String... fields) {
        StringBuilder request =
                new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: relay\r\nx-api-key: " + KEY + "\r\n");
        for (int i = 0; i < fields.length; i += 2) {
            request.append(fields[i]).append(": ").append(fields[i + 1]).append("\r\n");
        }
        if (!body.isEmpty()) {
            request.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return request + "\r\n" + body;
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
        if (presented.equals(Secret.of(STORE_AWAY))) {
            throw new StoreUnavailableException("away", new IOException("expected in this test"));
        }
        if (!presented.equals(Secret.of(KEY))) {
            return new Identity.Unknown(new Refusal.UnknownKey());
        }
        return new Identity.Known(new ApiKey(
                "k1",
                new ApiKey.Imprint(new KeyHash("00"), "cdef"),
                Grant.named("Ada \"A\" L.")
                        .with(new Limits(
                                3,
                                Limits.Queue.NONE,
                                List.of(Rule.of(Unit.REQUESTS, new Period.Window(Duration.ofHours(1)), 100)))),
                null,
                Instant.parse("2026-01-02T03:04:05Z")));
    }

    private static List<ModelEntry> models() {
        return IntStream.range(0, 45)
                .mapToObj(i -> new ModelEntry("claude-" + i, "Claude " + i, NOW.minusSeconds(i)))
                .toList();
    }

    private static final class TwoDays implements Ledger {
        @Override
        public void book(List<Booking> bookings) {
            throw new UnsupportedOperationException("facts book nothing");
        }

        @Override
        public List<UsageTotal> totals(String key) {
            return List.of(
                    new UsageTotal(
                            LocalDate.parse("2026-11-23"),
                            "opus",
                            2,
                            0,
                            new Usage(10, 20, 30, 40, 50, 0, 0),
                            new Spending(7, 8, 1)),
                    new UsageTotal(
                            LocalDate.parse("2026-11-01"),
                            "opus",
                            3,
                            0,
                            new Usage(1, 2, 3, 4, 5, 0, 0),
                            new Spending(7, 8, 1)),
                    new UsageTotal(
                            LocalDate.parse("2026-10-31"),
                            "haiku",
                            5,
                            0,
                            new Usage(100, 0, 0, 0, 0, 0, 0),
                            new Spending(7, 8, 1)));
        }

        @Override
        public List<LedgerEntry> latest(String key, int most) {
            throw new UnsupportedOperationException("facts show totals");
        }
    }
}
