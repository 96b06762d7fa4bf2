package org.llmrelay.api.boot;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admission.Identity;
import org.llmrelay.api.DialectFailures;
import org.llmrelay.api.Doorkeeper;
import org.llmrelay.api.Entrance;
import org.llmrelay.api.HealthSurface;
import org.llmrelay.api.KeyHolders;
import org.llmrelay.api.PlainCaller;
import org.llmrelay.api.PlainCaller.Answer;
import org.llmrelay.api.anthropic.AnthropicSurface;
import org.llmrelay.api.anthropic.AnthropicSurface.Way;
import org.llmrelay.api.anthropic.KeyFactsResource;
import org.llmrelay.api.anthropic.ModelsResource;
import org.llmrelay.call.Call;
import org.llmrelay.call.Usage;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.key.Grant;
import org.llmrelay.limit.InMemoryGate;
import org.llmrelay.limit.Limits;
import org.llmrelay.limit.Period;
import org.llmrelay.limit.Rule;
import org.llmrelay.limit.Unit;
import org.llmrelay.provider.ModelEntry;
import org.llmrelay.secret.Secret;
import org.llmrelay.usage.Booking;
import org.llmrelay.usage.Calendar;
import org.llmrelay.usage.Ledger;
import org.llmrelay.usage.LedgerEntry;
import org.llmrelay.usage.Spending;
import org.llmrelay.usage.UsageTotal;
import org.llmrelay.wire.anthropic.AnthropicDialect;

/** Anthropic's surface in an Undertow. Behind it a relay that answers every call at once, one key, 45 models and a ledger of two days. */
final class AnthropicWorld implements AutoCloseable {
    static final String KEY = EchoWorld.KEY;
    static final String STORE_AWAY = "cr_store_is_away";
    static final Instant NOW = EchoWorld.NOW;

    private static final Doorkeeper ONE_KEY = EchoWorld.knowing(
            Grant.named("Ada \"A\" L.")
                    .with(new Limits(
                            3,
                            Limits.Queue.NONE,
                            List.of(Rule.of(Unit.REQUESTS, new Period.Window(Duration.ofHours(1)), 100)))),
            Instant.parse("2026-01-02T03:04:05Z"));

    private final EchoWorld echo = new EchoWorld(
            "claude", AnthropicWorld::identify, call -> call.operation().name());

    final BlockingQueue<Call> calls = echo.calls;
    final BlockingQueue<Secret> keys = echo.keys;
    final List<Throwable> faults = echo.faults;
    final List<String> missing = new CopyOnWriteArrayList<>();

    AnthropicWorld(Way way) {
        InstantSource clock = InstantSource.fixed(NOW);
        Entrance entrance = echo.entrance(new AnthropicDialect());
        DialectFailures failures = echo.failures(entrance);
        KeyHolders holders = echo.holders(failures);
        ModelsResource models =
                new ModelsResource(holders, () -> CompletableFuture.supplyAsync(AnthropicWorld::models));
        KeyFactsResource facts = new KeyFactsResource(
                holders, new TwoDays(), new InMemoryGate(clock), new Calendar(clock, ZoneOffset.UTC));
        echo.open(
                new AnthropicSurface(entrance, models, facts, failures, way),
                new HealthSurface(List.of(() -> missing), entrance));
    }

    PlainCaller caller() throws IOException {
        return new PlainCaller(echo.port());
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
        List<String> all = new ArrayList<>(List.of("x-api-key", KEY));
        all.addAll(List.of(fields));
        return EchoWorld.request(method, target, body, all.toArray(String[]::new));
    }

    @Override
    public void close() {
        echo.close();
    }

    private static Identity identify(@Nullable Secret presented) {
        if (Secret.of(STORE_AWAY).equals(presented)) {
            throw new StoreUnavailableException("away", new IOException("expected in this test"));
        }
        return ONE_KEY.identify(presented);
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
