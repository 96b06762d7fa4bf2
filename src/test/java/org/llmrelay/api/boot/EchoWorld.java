package org.llmrelay.api.boot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admission.Identity;
import org.llmrelay.admission.InMemoryRefusals;
import org.llmrelay.admission.RefusalBook;
import org.llmrelay.api.BodyIntake;
import org.llmrelay.api.DialectFailures;
import org.llmrelay.api.Doorkeeper;
import org.llmrelay.api.Entrance;
import org.llmrelay.api.EntranceConfig;
import org.llmrelay.api.KeyHolders;
import org.llmrelay.api.PlainCaller;
import org.llmrelay.api.PlainCaller.Answer;
import org.llmrelay.api.Surface;
import org.llmrelay.call.Call;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.Refusal;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Grant;
import org.llmrelay.key.KeyHash;
import org.llmrelay.secret.Secret;
import org.llmrelay.stream.CallerSink;
import org.llmrelay.wire.Dialect;

/** Entrances on a server, one key, and behind them a relay that notes what it is given and answers every call at once with a word about it. */
final class EchoWorld implements AutoCloseable {
    static final String KEY = "cr_0123456789abcdef";
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    final BlockingQueue<Secret> keys = new LinkedBlockingQueue<>();
    final List<Throwable> faults = new CopyOnWriteArrayList<>();

    private final String service;
    private final Doorkeeper doorkeeper;
    private final Function<Call, String> word;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final BodyIntake bodies = new BodyIntake(
            new EntranceConfig(1_000_000, 10_000_000, Duration.ofSeconds(2)), InstantSource.system(), timer);
    private @Nullable SurfaceServer server;

    /**
     * @param doorkeeper knows the key
     * @param word what a call is answered with
     */
    EchoWorld(String service, Doorkeeper doorkeeper, Function<Call, String> word) {
        this.service = service;
        this.doorkeeper = doorkeeper;
        this.word = word;
    }

    /** Knows {@link #KEY} and nothing else. */
    static Doorkeeper knowing(Grant grant, Instant created) {
        ApiKey key = new ApiKey("k1", new ApiKey.Imprint(new KeyHash("00"), "cdef"), grant, null, created);
        return presented -> {
            if (presented == null) {
                return new Identity.Unknown(new Refusal.MissingKey());
            }
            return presented.equals(Secret.of(KEY))
                    ? new Identity.Known(key)
                    : new Identity.Unknown(new Refusal.UnknownKey());
        };
    }

    Entrance entrance(Dialect dialect) {
        return new Entrance(
                new Entrance.Door(dialect, service),
                this::relay,
                doorkeeper,
                bodies,
                new Entrance.Clerk(
                        () -> CallId.next(NOW, ThreadLocalRandom.current()),
                        () -> NOW,
                        new RefusalBook(new InMemoryRefusals(), Runnable::run),
                        (call, fault) -> faults.add(fault)));
    }

    DialectFailures failures(Entrance entrance) {
        return new DialectFailures(entrance, (call, fault) -> faults.add(fault));
    }

    KeyHolders holders(DialectFailures failures) {
        return new KeyHolders(doorkeeper, service, failures);
    }

    void open(Surface... surfaces) {
        server = new SurfaceServer(List.of(surfaces));
    }

    int port() {
        SurfaceServer open = server;
        if (open == null) {
            throw new IllegalStateException("not open yet");
        }
        return open.port();
    }

    /** Sends one request on a connection of its own, as it stands. */
    Answer send(String method, String target, String body, String... fields) throws IOException {
        try (PlainCaller caller = new PlainCaller(port())) {
            return caller.send(request(method, target, body, fields)).answerTo(method);
        }
    }

    static String request(String method, String target, String body, String... fields) {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: relay\r\n");
        for (int i = 0; i < fields.length; i += 2) {
            request.append(fields[i]).append(": ").append(fields[i + 1]).append("\r\n");
        }
        if (!body.isEmpty()) {
            request.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return request + "\r\n" + body;
    }

    private void relay(Call call, @Nullable Secret presented, CallerSink sink) {
        calls.add(call);
        keys.add(presented == null ? Secret.of("") : presented);
        byte[] body = word.apply(call).getBytes(StandardCharsets.UTF_8);
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

    @Override
    public void close() {
        SurfaceServer open = server;
        if (open != null) {
            open.close();
        }
        timer.shutdownNow();
    }
}
